import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

export type OwnEventType = FunctionReturnType<typeof api.eventTypes.listMine>[number];

type SentEventType = FunctionArgs<typeof api.eventTypes.create>["eventType"];

/** A service as the form holds it: with every refinement, which the backend also takes unsaid. */
export type EventTypeDraft = { [Field in Exclude<keyof SentEventType, "slug">]-?: Sent<Field> } & {
  slug?: string;
};
type Sent<Field extends keyof SentEventType> = Exclude<SentEventType[Field], undefined>;

/** What the form edits of a service. */
export function draftOf(eventType: OwnEventType): EventTypeDraft {
  const { id: _id, memberId: _member, number: _number, order: _order, ...fields } = eventType;
  return fields;
}

export type EventTypeFieldsProps = {
  draft: EventTypeDraft;
  /** Sentences by field. */
  errors: Record<string, string>;
  onChange: (change: Partial<EventTypeDraft>) => void;
};

type Defaults = { durationMin: number; price: number; currency: string };

/** A new service begins with what the member usually asks; null terms are the member's own. */
export function newDraft({ durationMin, price, currency }: Defaults): EventTypeDraft {
  return {
    name: "",
    description: "",
    durationMin,
    otherDurationsMin: [],
    price,
    currency,
    bufferBeforeMin: null,
    bufferAfterMin: null,
    noticeMin: null,
    intervalMin: null,
    offsetMin: 0,
    firstOfDay: false,
    firstDate: null,
    lastDate: null,
    caps: [],
    cancelNoticeMin: 0,
    rescheduleNoticeMin: 0,
    maxReschedules: null,
    approval: false,
    locationKind: "online",
    active: true,
  };
}
