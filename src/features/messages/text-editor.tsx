import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input, Textarea } from "../../components/ui/input";
import { Refusal } from "../../components/ui/refusal";
import { problemsOfText, type Problem } from "./text-problems";
import { useSaveText } from "./use-save-text";
import type { TextDrafts } from "./use-text-drafts";
import { VariableButtons } from "./variable-buttons";

type TextEditorProps = { tenantSlug: string; drafts: TextDrafts };

/** The words of one message, with what can be put into them and what is wrong with them. */
export function TextEditor({ tenantSlug, drafts }: TextEditorProps) {
  const { t } = useTranslation("messages");
  const { place, text, write } = drafts;
  const problems = problemsOfText(place, text);
  const hasProblem = problems.subject !== null || problems.body !== null;
  const { save, reset, busy, done, refused } = useSaveText(tenantSlug, drafts);
  const sentence = (wrong: Problem | null) =>
    wrong ? t(`texts.problems.${wrong.problem}`, { max: wrong.max }) : undefined;
  const fields = useRef<HTMLFormElement>(null);
  const last = useRef<"subject" | "body">("body");
  const insert = (name: string) => {
    const field = fields.current?.elements.namedItem(last.current);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    const { selectionStart, selectionEnd, value } = field;
    const start = selectionStart ?? value.length;
    field.setRangeText(`{{${name}}}`, start, selectionEnd ?? start, "end");
    field.focus();
    write({ [last.current]: field.value });
  };
  return (
    <form
      ref={fields}
      noValidate
      data-testid="text-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (drafts.isChanged && !hasProblem && !busy) void save();
      }}
      className="flex min-w-0 flex-col gap-5"
    >
      {place.channel === "email" && (
        <Field label={t("texts.subject")} error={sentence(problems.subject)}>
          {(control) => (
            <Input
              {...control}
              name="subject"
              lang={place.locale}
              autoComplete="off"
              value={text.subject}
              onFocus={() => (last.current = "subject")}
              onChange={({ target }) => write({ subject: target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t("texts.body")}
        hint={t(place.channel === "email" ? "texts.bodyHint" : "texts.smsHint")}
        error={sentence(problems.body)}
      >
        {(control) => (
          <Textarea
            {...control}
            name="body"
            lang={place.locale}
            rows={place.channel === "email" ? 11 : 4}
            value={text.body}
            onFocus={() => (last.current = "body")}
            onChange={({ target }) => write({ body: target.value })}
          />
        )}
      </Field>
      <VariableButtons onInsert={insert} />
      <Refusal>{refused}</Refusal>
      <Steps {...{ drafts, hasProblem, busy, done, reset }} />
    </form>
  );
}

type StepsProps = { drafts: TextDrafts; hasProblem: boolean } & Pick<
  ReturnType<typeof useSaveText>,
  "busy" | "done" | "reset"
>;

function Steps({ drafts, hasProblem, busy, done, reset }: StepsProps) {
  const { t } = useTranslation("messages");
  const { isChanged, isOwn, discard } = drafts;
  const whose = isOwn ? t("texts.own") : t("texts.ours");
  return (
    <div className="flex flex-col gap-3">
      <p role="status" data-testid="text-status" className="text-sm text-muted">
        {isChanged ? t("texts.changed") : done === null ? whose : t(`texts.${done}`)}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          data-testid="save-text"
          busy={busy}
          aria-disabled={!isChanged || hasProblem || busy || undefined}
        >
          {t("texts.save")}
        </Button>
        {isChanged && (
          <Button look="quiet" onClick={discard}>
            {t("texts.discard")}
          </Button>
        )}
        {isOwn && (
          <Button look="outline" data-testid="reset-text" busy={busy} onClick={reset}>
            {t("texts.reset")}
          </Button>
        )}
      </div>
    </div>
  );
}
