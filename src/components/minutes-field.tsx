import { useTranslation } from "react-i18next";
import { NumberField } from "./number-field";

type MinutesFieldProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  name: string;
  value: number;
  onChange: (minutes: number) => void;
};

/** A length in minutes. */
export function MinutesField(props: MinutesFieldProps) {
  const { t } = useTranslation();
  return <NumberField {...props} unit={t("min")} step={5} />;
}
