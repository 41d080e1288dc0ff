import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import { useRefusal } from "../../lib/use-refusal";

export type Settings = NonNullable<FunctionReturnType<typeof api.members.settings>>;
type Changes = Partial<Omit<Settings, "id" | "revision">>;

export type SettingsDraft = {
  settings: Settings;
  change: (changes: Changes) => void;
  dirty: boolean;
  busy: boolean;
  saved: boolean;
  /** Whether somebody, perhaps oneself in another window, saved since editing began. */
  stale: boolean;
  refused: string | null;
  /** Sentences by field, such as `durationMin` or `weekly.monday[0].end`. */
  errors: Record<string, string>;
  save: () => Promise<void>;
  /** Goes back to what is stored now. */
  discard: () => void;
  /** Puts the own changes on top of what is stored now; only the fields one touched. */
  rebase: () => void;
};

/**
 * The member's settings with the changes not yet saved. Only what was touched is kept apart, so that two windows which
 * change different fields lose nothing. Undefined while loading, null for people who are no member.
 */
export function useSettingsDraft(tenantSlug: string): SettingsDraft | null | undefined {
  const stored = useQuery(api.members.settings, { tenantSlug });
  const send = useMutation(api.members.save);
  const { sentence, fieldsOf } = useRefusal();
  const [changes, setChanges] = useState<Changes>({});
  const [startedFrom, setStartedFrom] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(QUIET);
  if (!stored) return stored;

  const settings = { ...stored, ...changes };
  const dirty = Object.keys(changes).length > 0;
  const discard = () => {
    setChanges({});
    setOutcome(QUIET);
  };
  const save = async () => {
    setOutcome({ ...QUIET, busy: true });
    const { id: _id, revision, ...fields } = settings;
    try {
      await send({ tenantSlug, settings: fields, revision: startedFrom ?? revision });
      setChanges({});
      setOutcome({ ...QUIET, saved: true });
    } catch (thrown) {
      const stale = errorOf(thrown)?.code === "STALE_REVISION";
      const named = errorOf(thrown)?.field;
      const errors = typeof named === "string" ? { [named]: sentence(thrown) } : fieldsOf(thrown);
      setOutcome({ ...QUIET, refused: stale ? null : sentence(thrown), errors });
    }
  };
  return {
    settings,
    dirty,
    ...outcome,
    stale: dirty && startedFrom !== stored.revision,
    change: (next) => {
      if (!dirty) setStartedFrom(stored.revision);
      setChanges({ ...changes, ...next });
      setOutcome({ ...outcome, saved: false });
    },
    save,
    discard,
    rebase: () => setStartedFrom(stored.revision),
  };
}

type Outcome = Pick<SettingsDraft, "busy" | "saved" | "refused" | "errors">;
const QUIET: Outcome = { busy: false, saved: false, refused: null, errors: {} };
