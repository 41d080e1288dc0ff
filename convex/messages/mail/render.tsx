"use node";

import { render } from "react-email";
import { cleanText } from "../../../core/messages/clean.ts";
import type { Words } from "../../../core/messages/facts.ts";
import { MailLayout } from "./layout";
import type { Look } from "./look";
import { plainText } from "./plain";

/** Both parts of a mail. What people typed is text in each of them, whatever it looks like. */
export async function renderMail(
  words: Words,
  look: Look,
): Promise<{ html: string; text: string }> {
  const safe = withWebLinks(words);
  const html = await render(<MailLayout words={safe} look={look} />);
  return { html: cleanText(html), text: plainText(safe) };
}

/** A link leads to the web or nowhere: a member's meeting address was typed by the member. */
function withWebLinks(words: Words): Words {
  const { actions, calendars, unsubscribe } = words;
  return {
    ...words,
    actions: actions.filter(leadsToWeb),
    calendars: calendars && { ...calendars, links: calendars.links.filter(leadsToWeb) },
    unsubscribe: unsubscribe && leadsToWeb(unsubscribe) ? unsubscribe : null,
  };
}

function leadsToWeb({ url }: { url: string }): boolean {
  return /^https?:\/\/[^\s]+$/.test(url);
}
