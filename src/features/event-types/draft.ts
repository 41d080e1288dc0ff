import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

export type OwnEventType = FunctionReturnType<typeof api.eventTypes.listMine>[number];

export type EventTypeDraft = FunctionArgs<typeof api.eventTypes.create>["eventType"];

/** What the form edits of a service; what it leaves out stays as it is. */
export function draftOf(eventType: OwnEventType): EventTypeDraft {
  const { name, slug, description, durationMin, price, currency } = eventType;
  const { bufferBeforeMin, bufferAfterMin, noticeMin, intervalMin } = eventType;
  const { approval, locationKind, active } = eventType;
  return {
    ...{ name, slug, description, durationMin, price, currency },
    ...{ bufferBeforeMin, bufferAfterMin, noticeMin, intervalMin },
    ...{ approval, locationKind, active },
  };
}

type Defaults = { durationMin: number; price: number; currency: string };

/** A new service begins with what the member usually asks; null terms are the member's own. */
export function newDraft({ durationMin, price, currency }: Defaults): EventTypeDraft {
  return {
    name: "",
    description: "",
    durationMin,
    price,
    currency,
    bufferBeforeMin: null,
    bufferAfterMin: null,
    noticeMin: null,
    intervalMin: null,
    approval: false,
    locationKind: "online",
    active: true,
  };
}
