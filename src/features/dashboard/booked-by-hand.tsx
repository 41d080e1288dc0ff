import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";

type BookedByHandProps = { bookingId: string; code: string; token: string; onClose: () => void };

/** Done: the code, and the link that the customer needs to look after the booking. */
export function BookedByHand({ bookingId, code, token, onClose }: BookedByHandProps) {
  const { t } = useTranslation("member");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div data-testid="booked-by-hand" className="flex flex-col gap-5">
      <h3 ref={heading} tabIndex={-1} className="text-heading">
        {t("manual.done", { code })}
      </h3>
      <Field label={t("manual.link")} hint={t("manual.linkHint")}>
        {(control) => (
          <Input
            {...control}
            readOnly
            data-testid="customer-link"
            value={`${location.origin}/booking/${bookingId}#${token}`}
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <Button onClick={onClose}>{t("manual.close")}</Button>
    </div>
  );
}
