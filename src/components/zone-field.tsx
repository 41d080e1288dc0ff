import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { Field } from "./ui/field";
import { ZoneDialog } from "./zone-dialog";

type ZoneFieldProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onChange: (zone: string) => void;
};

export function ZoneField({ value, onChange, ...field }: ZoneFieldProps) {
  const [open, setOpen] = useState(false);
  return (
    <Field {...field}>
      {(control) => (
        <>
          <button
            {...control}
            type="button"
            data-testid="zone-field"
            onClick={() => setOpen(true)}
            className="flex h-11 w-full items-center justify-between gap-3 rounded-xl border border-field-line bg-surface px-3.5 text-start hover:border-ink"
          >
            <span className="truncate">{value.replaceAll("_", " ")}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
          {open && (
            <ZoneDialog
              zone={value}
              onClose={() => setOpen(false)}
              onChoose={(zone) => {
                onChange(zone);
                setOpen(false);
              }}
            />
          )}
        </>
      )}
    </Field>
  );
}
