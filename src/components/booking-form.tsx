import { useRef, useState, type SubmitEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { parseEmail, parseMessage, parseName, parsePhone } from "../../core/text/fields";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input, Textarea } from "./ui/input";
import { Notice } from "./ui/notice";
import { useRefusal } from "../lib/use-refusal";

export type ContactDraft = { name: string; email: string; phone: string; message: string };

type BookingFormProps = {
  initial: ContactDraft;
  onChange?: (draft: ContactDraft) => void;
  /** Rejects with the backend's refusal, which is shown beside its field or above the button. */
  onSubmit: (contact: ContactDraft) => Promise<void>;
  /** What stands in the way, such as a time not chosen: what is typed stays, and a press says this. */
  missing: string | null;
  submitLabel: string;
  /** Stands above the button: what is about to be booked. */
  children?: ReactNode;
};

type Errors = Partial<Record<keyof ContactDraft, string>>;

const FIELDS = ["name", "email", "phone", "message"] as const;

/** What was typed as the backend takes it: fields left empty go unsaid. */
export function contactOf(draft: ContactDraft) {
  const { name, email } = draft;
  const phone = draft.phone.trim();
  const message = draft.message.trim();
  return { name, email, ...(phone && { phone }), ...(message && { message }) };
}

function problemsOf(contact: ContactDraft): Partial<Record<keyof ContactDraft, string>> {
  const parsed = {
    name: parseName(contact.name),
    email: parseEmail(contact.email),
    phone: contact.phone.trim() === "" ? ({ ok: true } as const) : parsePhone(contact.phone),
    message: parseMessage(contact.message),
  };
  const problems: Partial<Record<keyof ContactDraft, string>> = {};
  for (const field of FIELDS) {
    const result = parsed[field];
    if (!result.ok) problems[field] = result.problem;
  }
  return problems;
}

/** What is typed, what is wrong with it, and the way to the backend and back. */
function useContactForm({ initial, onChange, onSubmit, missing }: BookingFormProps) {
  const [contact, setContact] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { sentence, problem, fieldsOf } = useRefusal();

  const show = (problems: Errors) => {
    setErrors(problems);
    const first = FIELDS.find((field) => problems[field] !== undefined);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const submit = async () => {
    if (busy) return;
    if (missing !== null) {
      setRefused(missing);
      return;
    }
    const found = Object.entries(problemsOf(contact));
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

  const bind = (field: keyof ContactDraft) => ({
    name: field,
    value: contact[field],
    onChange: ({ target }: { target: { value: string } }) => {
      const next = { ...contact, [field]: target.value };
      setContact(next);
      onChange?.(next);
      // A sentence about what was wrong goes as soon as one starts to mend it.
      const { [field]: mended, ...others } = errors;
      if (mended !== undefined) setErrors(others);
    },
  });

  return { form, bind, errors, refused, busy, submit };
}

/** Who is booking, and what they want to say. Knows no backend: `onSubmit` does the booking. */
export function BookingForm(props: BookingFormProps) {
  const { t } = useTranslation("booking");
  const { form, bind, errors, refused, busy, submit } = useContactForm(props);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit();
  };

  return (
    <form ref={form} noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("name")} error={errors.name}>
          {(control) => <Input {...control} {...bind("name")} autoComplete="name" required />}
        </Field>
        <Field label={t("email")} error={errors.email}>
          {(control) => (
            <Input {...control} {...bind("email")} type="email" autoComplete="email" required />
          )}
        </Field>
      </div>
      <Field label={t("phone")} optional={t("optional")} error={errors.phone}>
        {(control) => <Input {...control} {...bind("phone")} type="tel" autoComplete="tel" />}
      </Field>
      <Field label={t("message")} optional={t("optional")} error={errors.message}>
        {(control) => <Textarea {...control} {...bind("message")} rows={3} />}
      </Field>
      {refused && (
        <Notice tone="danger" role="alert">
          {refused}
        </Notice>
      )}
      {props.children}
      <Button
        type="submit"
        size="large"
        data-testid="book-now"
        busy={busy}
        aria-disabled={busy || props.missing !== null || undefined}
        className="w-full"
      >
        {props.submitLabel}
      </Button>
    </form>
  );
}
