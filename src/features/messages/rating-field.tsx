import { useTranslation } from "react-i18next";
import { parseSecureUrl } from "../../../core/text/fields";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { useRefusal } from "../../lib/use-refusal";

/** Why an address cannot be linked to; null where it can, or where there is none. */
export function ratingProblem(url: string | null): string | null {
  const read = url === null ? null : parseSecureUrl(url);
  return read?.ok === false ? read.problem : null;
}

type RatingFieldProps = { value: string | null; onChange: (url: string | null) => void };

/** Where customers say how it was; an empty field is nowhere. */
export function RatingField({ value, onChange }: RatingFieldProps) {
  const { t } = useTranslation("messages");
  const { problem } = useRefusal();
  const wrong = ratingProblem(value);
  return (
    <Field
      label={t("timing.ratingUrl")}
      hint={t("timing.ratingUrlHint")}
      error={wrong === null ? undefined : problem("ratingUrl", wrong)}
    >
      {(control) => (
        <Input
          {...control}
          name="ratingUrl"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          value={value ?? ""}
          onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
        />
      )}
    </Field>
  );
}
