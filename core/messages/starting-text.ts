import { catalogueOf } from "./catalogues.ts";
import { isSmsKind, type Channel, type Kind, type Locale } from "./kinds.ts";
import type { Catalogue } from "./texts/catalogue.ts";

/** One message in one language, by the way it is sent. */
export type Place = { kind: Kind; channel: Channel; locale: Locale };

/**
 * Our text as a business finds it before it writes its own. Ours says who did it, and greets whoever has a name; one's own is the same for
 * all, so that it begins with the greeting, and with the sentence that fits whoever did it. A text message has no subject.
 */
export function startingText({ kind, channel, locale }: Place): { subject: string; body: string } {
  const texts = catalogueOf(locale);
  if (channel === "sms") return { subject: "", body: isSmsKind(kind) ? texts.kinds[kind].sms : "" };
  const { subject, body, who }: AnyText = texts.kinds[kind];
  const paragraphs = [texts.greeting, ...(who ? [who.system] : []), body];
  return { subject, body: paragraphs.join("\n\n") };
}

type AnyText = Partial<Pick<Catalogue["kinds"]["cancelled"], "who">> &
  Pick<Catalogue["kinds"]["cancelled"], "subject" | "body">;
