import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input, Select } from "../../components/ui/input";
import { Refusal } from "../../components/ui/refusal";
import { useRefusal } from "../../lib/use-refusal";

const KINDS = ["email", "domain", "network"] as const;

type Draft = { kind: (typeof KINDS)[number]; value: string; reason: string };

const EMPTY: Draft = { kind: "email", value: "", reason: "" };

type BlockFormProps = { tenantSlug: string; onAdded: (value: string) => void };

/** Blocks somebody; blocking the same again replaces the reason. */
export function BlockForm({ tenantSlug, onAdded }: BlockFormProps) {
  const { t } = useTranslation(["owner", "common"]);
  const { add, busy, problems, refused } = useAdd(tenantSlug);
  const [draft, setDraft] = useState(EMPTY);
  const { kind } = draft;
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const submit = async () => {
    const added = await add(draft);
    if (added === null) return;
    setDraft({ ...EMPTY, kind });
    onAdded(added);
  };
  return (
    <form
      noValidate
      data-testid="block-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
      className="flex flex-col gap-4"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("blocks.kind")}>
          {(control) => (
            <Select
              {...control}
              name="kind"
              value={kind}
              onChange={({ target }) => change({ kind: target.value as Draft["kind"] })}
            >
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {t(`blocks.kinds.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField
          label={t(`blocks.value.${kind}`)}
          hint={t(`blocks.hint.${kind}`)}
          error={problems.value}
          name="value"
          value={draft.value}
          onChange={(value) => change({ value })}
        />
      </div>
      <TextField
        label={t("blocks.reason")}
        hint={t("blocks.reasonHint")}
        optional={t("common:optional")}
        error={problems.reason}
        name="reason"
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <Refusal>{refused}</Refusal>
      <Button type="submit" className="self-start" data-testid="add-block" busy={busy}>
        {t("blocks.add")}
      </Button>
    </form>
  );
}

type TextFieldProps = {
  label: string;
  hint: string;
  error: string | undefined;
  optional?: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
};

function TextField({ name, value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <Input
          {...control}
          name={name}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

function useAdd(tenantSlug: string) {
  const { sentence, fieldsOf } = useRefusal();
  const addBlock = useMutation(api.limits.addBlock);
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const problems = thrown === null ? {} : fieldsOf(thrown);
  const isOfFields = Object.keys(problems).length > 0;
  const refused = thrown === null || isOfFields ? null : sentence(thrown);
  /** What was blocked as it is written in the list, or null when it was refused. */
  const add = async (draft: Draft): Promise<string | null> => {
    setBusy(true);
    setThrown(null);
    try {
      return (await addBlock({ tenantSlug, ...draft })).value;
    } catch (reason) {
      setThrown(reason);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { add, busy, problems, refused };
}
