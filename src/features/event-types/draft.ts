import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { sameNumberIn } from "../../../core/money/amount";
import { findCurrency } from "../../../core/money/currency";
import type { FieldProblem } from "../../../core/money/problems";
import { problemsOfPricing } from "../../../core/money/quote";
import { problemsOfTiers } from "../../../core/money/refund";
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
    pricing: "fixed",
    price,
    minPrice: 0,
    durationPrices: [],
    deposit: null,
    currency,
    refundTiers: [],
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
    reminders: null,
    approval: false,
    locationKind: "online",
    active: true,
  };
}

/** What is wrong with the money of a service, as the backend would say it. */
export function problemsOfMoney(draft: EventTypeDraft): FieldProblem[] {
  return [...problemsOfPricing(draft), ...problemsOfTiers(draft.refundTiers)];
}

/** Whether there is anything to say about paying and giving back; what was said before stays to be seen and removed. */
export function hasMoneyTerms(draft: EventTypeDraft): boolean {
  const { pricing, price, durationPrices, deposit, refundTiers } = draft;
  // NaN, an amount that is being typed, is not nothing.
  const costs = [price, ...durationPrices.map((each) => each.price)].some((each) => each !== 0);
  return pricing === "named" || costs || deposit !== null || refundTiers.length > 0;
}

/** The change to another currency: every amount keeps its number, and is NaN where the new currency cannot write it. */
export function moveTo(currency: string, draft: EventTypeDraft): Partial<EventTypeDraft> {
  const [from, to] = [findCurrency(draft.currency), findCurrency(currency)];
  const move = (amount: number) => (from && to && sameNumberIn(amount, from, to)) ?? NaN;
  const { minPrice, durationPrices, deposit } = draft;
  return {
    currency,
    minPrice: move(minPrice),
    durationPrices: durationPrices.map((each) => ({ ...each, price: move(each.price) })),
    deposit: deposit?.kind === "fixed" ? { ...deposit, amount: move(deposit.amount) } : deposit,
  };
}

/** Further lengths; a price goes with its length. */
export function withLengths(
  draft: EventTypeDraft,
  otherDurationsMin: number[],
): Partial<EventTypeDraft> {
  const isLeft = ({ durationMin }: { durationMin: number }) =>
    otherDurationsMin.includes(durationMin);
  return { otherDurationsMin, durationPrices: draft.durationPrices.filter(isLeft) };
}
