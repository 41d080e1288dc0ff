import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SwitchRow } from "../../components/switch-row";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Notice } from "../../components/ui/notice";
import { mobileProblem } from "../../lib/contact-draft";
import { useRefusal } from "../../lib/use-refusal";
import type { MessageChoices } from "./use-message-choices";

type SmsChoiceProps = {
  choices: MessageChoices;
  /** Whether the number has answered STOP. */
  isStopped: boolean;
  /** What the backend says is wrong with the number. */
  refused: string | undefined;
  change: (changes: Partial<MessageChoices>) => Promise<boolean>;
};

/** Text messages, and the number they go to. Without one the switch asks for it first. */
export function SmsChoice({ choices, isStopped, refused, change }: SmsChoiceProps) {
  const { t } = useTranslation("notifications");
  const phone = choices.phone ?? "";
  const [asks, setAsks] = useState(false);
  const isOn = choices.sms || asks;
  const turn = (on: boolean) => {
    const lacksNumber = mobileProblem(phone) !== null;
    setAsks(on && lacksNumber);
    if (choices.sms !== on && !(on && lacksNumber)) void change({ sms: on });
  };
  return (
    <div className="flex flex-col gap-3">
      <SwitchRow
        label={t("choices.sms")}
        hint={t("choices.smsHint")}
        checked={isOn}
        onChange={turn}
      />
      {isOn && (
        <NumberField
          saved={phone}
          refused={refused}
          save={async (number) => {
            const isSaved = await change({ sms: true, phone: number });
            if (isSaved) setAsks(false);
            return isSaved;
          }}
        />
      )}
      {isOn && isStopped && (
        <Notice tone="warning" data-testid="sms-stopped">
          {t("choices.stopped", { phone })}
        </Notice>
      )}
    </div>
  );
}

type NumberFieldProps = {
  saved: string;
  refused: string | undefined;
  save: (number: string) => Promise<boolean>;
};

function NumberField({ saved, refused, save }: NumberFieldProps) {
  const { t } = useTranslation("notifications");
  const { problem } = useRefusal();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | undefined>();
  const number = typed ?? saved;
  const submit = async () => {
    const code = mobileProblem(number);
    setError(code === null ? undefined : problem("phone", code));
    if (code === null && (await save(number))) setTyped(null);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t("choices.phone")} hint={t("choices.phoneHint")} error={error ?? refused}>
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              name="phone"
              type="tel"
              autoComplete="tel"
              value={number}
              onChange={({ target }) => {
                setTyped(target.value);
                setError(undefined);
              }}
              className="min-w-0"
            />
            {number !== saved && (
              <Button type="submit" className="shrink-0">
                {t("choices.savePhone")}
              </Button>
            )}
          </span>
        )}
      </Field>
    </form>
  );
}
