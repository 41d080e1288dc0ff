import { useState } from "react";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";
import { useRefusal } from "../lib/use-refusal";

type SecondStepProps = {
  text: string;
  confirm: string;
  keep: string;
  testId: string;
  onConfirm: () => Promise<unknown>;
  onDone: () => void;
};

/** Asks once more before something that cannot be undone. */
export function SecondStep({ text, confirm, keep, testId, onConfirm, onDone }: SecondStepProps) {
  const { sentence } = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const submit = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onDone();
    } catch (thrown) {
      setRefused(sentence(thrown));
      setBusy(false);
    }
  };
  return (
    <Notice tone="warning" role="alert" className="flex flex-col gap-3">
      <p>{refused ?? text}</p>
      <div className="flex flex-wrap gap-2">
        <Button data-testid={testId} busy={busy} onClick={submit}>
          {confirm}
        </Button>
        <Button look="outline" onClick={onDone}>
          {keep}
        </Button>
      </div>
    </Notice>
  );
}
