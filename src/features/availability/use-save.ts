import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import type { Change } from "./changes";
import type { Draft } from "./draft";
import type { Settings } from "./use-stored-availability";

type Send = (change: Change) => Promise<{ from: string; to: string } | undefined>;

/** Sends one change of the draft. What is new resolves to its provisional id and the one its row was given. */
export function useSend(tenantSlug: string, settings: Settings): (draft: Draft) => Send {
  const memberId = settings.id;
  const save = useMutation(api.members.save);
  const setOverride = useMutation(api.availability.setOverride);
  const removeOverride = useMutation(api.availability.removeOverride);
  const addTimeOff = useMutation(api.availability.addTimeOff);
  const removeTimeOff = useMutation(api.availability.removeTimeOff);
  const addRule = useMutation(api.availability.addRule);
  const updateRule = useMutation(api.availability.updateRule);
  const removeRule = useMutation(api.availability.removeRule);

  return (draft) => async (change) => {
    switch (change.kind) {
      case "settings":
        await save({ tenantSlug, ...settingsOf(settings, draft) });
        return undefined;
      case "setOverride":
        await setOverride({ memberId, ...change.override });
        return undefined;
      case "removeOverride":
        await removeOverride({ memberId, date: change.date });
        return undefined;
      case "addTimeOff": {
        const { id: from, ...timeOff } = change.timeOff;
        return { from, to: (await addTimeOff({ memberId, ...timeOff })).id };
      }
      case "removeTimeOff":
        await removeTimeOff({ timeOffId: change.id as Id<"timeOff"> });
        return undefined;
      case "saveRule": {
        const { id: from, eventTypeId, ...rest } = change.rule;
        const rule = eventTypeId ? { ...rest, eventTypeId: eventTypeId as Id<"eventTypes"> } : rest;
        if (change.isNew) return { from, to: (await addRule({ memberId, rule })).id };
        await updateRule({ ruleId: from as Id<"availabilityRules">, rule });
        return undefined;
      }
      case "removeRule":
        await removeRule({ ruleId: change.id as Id<"availabilityRules"> });
        return undefined;
    }
  };
}

/** The member's settings with the draft's part of them, and the revision that was seen. */
function settingsOf({ id: _id, revision, ...settings }: Settings, draft: Draft) {
  const { weekly, overrides: _overrides, timeOff: _timeOff, rules: _rules, ...fields } = draft;
  return { settings: { ...settings, ...fields, weeklySchedule: weekly }, revision };
}
