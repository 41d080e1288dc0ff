import { useState } from "react";
import { useRefusal } from "../../lib/use-refusal";

type FieldSave = {
  /** The field's name in refusals. */
  name: string;
  saved: string;
  send: (written: string) => Promise<unknown>;
};

/** One field of a record that is saved by itself. What is typed stays until it is saved. */
export function useFieldSave({ name, saved, send }: FieldSave) {
  const { sentence, fieldsOf } = useRefusal();
  const [draft, setDraft] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();

  const save = async () => {
    if (draft === null) return;
    setBusy(true);
    try {
      await send(draft);
      setDraft(null);
      setError(undefined);
    } catch (thrown) {
      setError(fieldsOf(thrown)[name] ?? sentence(thrown));
    } finally {
      setBusy(false);
    }
  };
  const changed = draft !== null && draft !== saved;
  return { value: draft ?? saved, write: setDraft, changed, busy, error, save };
}
