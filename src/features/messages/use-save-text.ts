import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { useRefusal } from "../../lib/use-refusal";
import type { TextDrafts } from "./use-text-drafts";

/** Keeps the words that stand in the fields, or takes ours back; and says which of it was done last. */
export function useSaveText(tenantSlug: string, { place, text, discard }: TextDrafts) {
  const { sentence } = useRefusal();
  const sendText = useMutation(api.messages.saveText);
  const sendReset = useMutation(api.messages.resetText);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<"saved" | "wasReset" | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const run = async (call: () => Promise<unknown>, what: "saved" | "wasReset") => {
    setBusy(true);
    setRefused(null);
    try {
      await call();
      discard();
      setDone(what);
    } catch (thrown) {
      setRefused(sentence(thrown));
    } finally {
      setBusy(false);
    }
  };
  const { subject, body } = text;
  return {
    ...{ busy, done, refused },
    save: () => run(() => sendText({ tenantSlug, text: { ...place, subject, body } }), "saved"),
    reset: () => run(() => sendReset({ tenantSlug, text: place }), "wasReset"),
  };
}
