import { useRef, useState } from "react";
import {
  CONTACT_FIELDS,
  contactProblems,
  type ContactDraft,
  type ContactField,
} from "../lib/contact-draft";
import { useRefusal } from "../lib/use-refusal";

export type ContactForm = {
  initial: ContactDraft;
  onChange?: (draft: ContactDraft) => void;
  /** Rejects with the backend's refusal, which is shown beside its field or above the button. */
  onSubmit: (contact: ContactDraft) => Promise<void>;
  /** What stands in the way, such as a time not chosen: what is typed stays, and a press says this. */
  missing: string | null;
};

type Errors = Partial<Record<ContactField, string>>;

/** What is typed, what is wrong with it, and the way to the backend and back. */
export function useContactForm({ initial, onChange, onSubmit, missing }: ContactForm) {
  const [contact, setContact] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { sentence, problem, fieldsOf } = useRefusal();

  const show = (problems: Errors) => {
    setErrors(problems);
    const first = CONTACT_FIELDS.find((field) => problems[field] !== undefined);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const submit = async () => {
    if (busy) return;
    if (missing !== null) {
      setRefused(missing);
      return;
    }
    const found = Object.entries(contactProblems(contact));
    setRefused(null);
    show(Object.fromEntries(found.map(([field, code]) => [field, problem(field, code)])));
    if (found.length > 0) return;
    setBusy(true);
    try {
      await onSubmit(contact);
    } catch (thrown) {
      setRefused(sentence(thrown));
      show(fieldsOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  const change = (changes: Partial<ContactDraft>, field: ContactField) => {
    const next = { ...contact, ...changes };
    setContact(next);
    onChange?.(next);
    // A sentence about what was wrong goes as soon as one starts to mend it.
    const { [field]: mended, ...others } = errors;
    if (mended !== undefined) setErrors(others);
  };

  const bind = (field: ContactField) => ({
    name: field,
    value: contact[field],
    onChange: ({ target }: { target: { value: string } }) =>
      change({ [field]: target.value }, field),
  });
  const askForTexts = (wantsSms: boolean) => change({ wantsSms }, "phone");

  return { form, contact, bind, askForTexts, errors, refused, busy, submit };
}
