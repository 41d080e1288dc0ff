import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { BookingLink } from "../../lib/use-payment-check";
import { useRefusal } from "../../lib/use-refusal";

type Known = NonNullable<FunctionReturnType<typeof api.messages.preferences>>;

/** What somebody who has booked chooses to get. */
export type MessageChoices = Pick<Known, "email" | "sms" | "followUps" | "phone">;

/** The choices as they are saved, each change at once, and the way back from the last one. Null while loading, or for who has none. */
export function useMessageChoices(link: BookingLink) {
  const known = useQuery(api.messages.preferences, link);
  const send = useMutation(api.messages.savePreferences);
  const { sentence, fieldsOf } = useRefusal();
  /** What is on its way: shown as if it had arrived. */
  const [sending, setSending] = useState<MessageChoices | null>(null);
  const [before, setBefore] = useState<MessageChoices | null>(null);
  const [refused, setRefused] = useState<{ phone?: string; sentence: string } | null>(null);
  if (!known) return null;

  const { hasSms, isStopped, ...stored } = known;
  const choices = sending ?? stored;
  const save = async (next: MessageChoices, goesBack: boolean): Promise<boolean> => {
    setSending(next);
    setRefused(null);
    setBefore(null);
    try {
      await send({ ...link, preferences: next });
      if (!goesBack) setBefore(choices);
      return true;
    } catch (thrown) {
      setRefused({ ...fieldsOf(thrown), sentence: sentence(thrown) });
      return false;
    } finally {
      setSending(null);
    }
  };
  return {
    ...{ choices, hasSms, isStopped, refused },
    change: (changes: Partial<MessageChoices>) => save({ ...choices, ...changes }, false),
    /** Null where there is nothing to take back. */
    undo: before && (() => save(before, true)),
  };
}
