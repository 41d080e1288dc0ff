import {
  parseEmail,
  parseMessage,
  parseMobile,
  parseName,
  parsePhone,
} from "../../core/text/fields";

/** What somebody types who books, and whether they ask for text messages. */
export type ContactDraft = {
  name: string;
  email: string;
  phone: string;
  message: string;
  wantsSms: boolean;
};

/** What of it is typed, in the order of the form. */
export const CONTACT_FIELDS = ["name", "email", "phone", "message"] as const;

export type ContactField = (typeof CONTACT_FIELDS)[number];

export const NO_CONTACT: ContactDraft = {
  ...{ name: "", email: "", phone: "", message: "" },
  wantsSms: false,
};

/** What was typed as the backend takes it: fields left empty go unsaid. */
export function contactOf({ name, email, wantsSms, ...draft }: ContactDraft) {
  const phone = draft.phone.trim();
  const message = draft.message.trim();
  return {
    ...{ name, email, ...(phone && { phone }), ...(message && { message }) },
    ...(wantsSms && { wantsSms }),
  };
}

/** The code of what is wrong with each field, which the backend would refuse too. */
export function contactProblems(draft: ContactDraft): Partial<Record<ContactField, string>> {
  const parsed = {
    name: parseName(draft.name),
    email: parseEmail(draft.email),
    message: parseMessage(draft.message),
  };
  const problems: Partial<Record<ContactField, string>> = {};
  for (const field of ["name", "email", "message"] as const) {
    const result = parsed[field];
    if (!result.ok) problems[field] = result.problem;
  }
  const phone = phoneProblem(draft);
  return phone === null ? problems : { ...problems, phone };
}

function phoneProblem({ phone, wantsSms }: ContactDraft): string | null {
  if (wantsSms) return mobileProblem(phone);
  if (phone.trim() === "") return null;
  const result = parsePhone(phone);
  return result.ok ? null : result.problem;
}

/** What is wrong with a number that text messages are to go to; null for nothing. A number somebody could call lacks its country code. */
export function mobileProblem(phone: string): string | null {
  const mobile = parseMobile(phone);
  if (mobile.ok) return null;
  return parsePhone(phone).ok ? "country_code" : mobile.problem;
}
