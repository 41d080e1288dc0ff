import type { Locale } from "../../../core/messages/kinds.ts";

/** How a message looks to its reader: in which language, and in whose colours. */
export type Look = { locale: Locale; business: MailBusiness };

export type MailBusiness = {
  name: string;
  email: string | null;
  /** Shown where it begins with https. */
  logoUrl: string | null;
  color: string | null;
};
