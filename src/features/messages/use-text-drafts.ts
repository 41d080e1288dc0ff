import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { isSmsKind } from "../../../core/messages/kinds";
import { localeFor } from "../../../core/messages/locale";
import { startingText, type Place } from "../../../core/messages/starting-text";
import type { api } from "../../../convex/_generated/api";

export type OwnText = FunctionReturnType<typeof api.messages.listTexts>[number];
export type Text = Pick<OwnText, "subject" | "body">;

export function keyOf({ kind, channel, locale }: Place): string {
  return [kind, channel, locale].join("/");
}

function isSame(one: Text, other: Text): boolean {
  return one.subject === other.subject && one.body === other.body;
}

/** The text that is being looked at, and what was changed of any of them and is not saved yet: going to another loses nothing. */
export function useTextDrafts(saved: readonly OwnText[]) {
  const [place, setPlace] = useState<Place>(() => ({
    ...{ kind: "confirmation", channel: "email" },
    locale: localeFor(navigator.language),
  }));
  const [drafts, setDrafts] = useState<Readonly<Record<string, Text>>>({});
  const key = keyOf(place);
  const own = saved.find((each) => keyOf(each) === key) ?? null;
  const stored = own ?? startingText(place);
  const draft = drafts[key] ?? null;
  const { [key]: _draft, ...others } = drafts;
  return {
    place,
    /** What stands in the fields. */
    text: draft ?? stored,
    /** What the business says instead of us; null where it says nothing of its own. */
    own: draft ?? own,
    isOwn: own !== null,
    isChanged: draft !== null,
    hasDrafts: Object.keys(drafts).length > 0,
    go: (to: Partial<Place>) => {
      const next = { ...place, ...to };
      setPlace(isSmsKind(next.kind) ? next : { ...next, channel: "email" });
    },
    write: (changed: Partial<Text>) => {
      const text = { ...(draft ?? stored), ...changed };
      setDrafts(isSame(text, stored) ? others : { ...others, [key]: text });
    },
    discard: () => setDrafts(others),
  };
}

export type TextDrafts = ReturnType<typeof useTextDrafts>;
