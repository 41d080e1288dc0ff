import { useState } from "react";
import { useRefusal } from "./use-refusal";

type Saved<Values> = {
  stored: Values;
  /** Whether all of it can be read, so that it may be sent. */
  isReadable: (draft: Values) => boolean;
  send: (draft: Values) => Promise<unknown>;
};

/** Values that are changed together and hold only once they are saved. */
export function useSavedDraft<Values extends object>({ stored, isReadable, send }: Saved<Values>) {
  const { sentence } = useRefusal();
  const [draft, setDraft] = useState<Values | null>(null);
  // What fields keep of what was typed goes with the draft: they are keyed by this.
  const [discards, setDiscards] = useState(0);
  const [busy, setBusy] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const values = draft ?? stored;

  const change = (changes: Partial<Values>) => {
    setDraft({ ...values, ...changes });
    setIsSaved(false);
  };
  const discard = () => {
    setDraft(null);
    setRefused(null);
    setDiscards(discards + 1);
  };
  const save = async () => {
    if (draft === null || busy || !isReadable(draft)) return;
    setBusy(true);
    setRefused(null);
    try {
      await send(draft);
      setDraft(null);
      setIsSaved(true);
    } catch (thrown) {
      setRefused(sentence(thrown));
    } finally {
      setBusy(false);
    }
  };
  const isChanged = draft !== null;
  return { values, isChanged, change, discard, discards, save, busy, isSaved, refused };
}
