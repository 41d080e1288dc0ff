import type { SubmitEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SmsConsent } from "./sms-consent";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input, Textarea } from "./ui/input";
import { Refusal } from "./ui/refusal";
import { useContactForm, type ContactForm } from "./use-contact-form";

type BookingFormProps = ContactForm & {
  submitLabel: string;
  /** Who sends text messages to those who ask for them; without it nobody is asked. */
  textsFrom?: string | undefined;
  /** Stands above the button: what is about to be booked. */
  children?: ReactNode;
};

/** Who is booking, and what they want to say. Knows no backend: `onSubmit` does the booking. */
export function BookingForm({ submitLabel, textsFrom, children, ...rest }: BookingFormProps) {
  const { t } = useTranslation("booking");
  const { form, contact, bind, askForTexts, errors, refused, busy, submit } = useContactForm(rest);
  const { wantsSms } = contact;
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
      <div className="flex flex-col gap-2">
        <Field
          label={t("phone")}
          {...(wantsSms ? !errors.phone && { hint: t("phoneHint") } : { optional: t("optional") })}
          error={errors.phone}
        >
          {(control) => (
            <Input
              {...control}
              {...bind("phone")}
              type="tel"
              autoComplete="tel"
              required={wantsSms}
            />
          )}
        </Field>
        {textsFrom && <SmsConsent from={textsFrom} given={wantsSms} onChange={askForTexts} />}
      </div>
      <Field label={t("message")} optional={t("optional")} error={errors.message}>
        {(control) => <Textarea {...control} {...bind("message")} rows={3} />}
      </Field>
      <Refusal>{refused}</Refusal>
      {children}
      <Button
        type="submit"
        size="large"
        data-testid="book-now"
        busy={busy}
        aria-disabled={busy || rest.missing !== null || undefined}
        className="w-full"
      >
        {submitLabel}
      </Button>
    </form>
  );
}
