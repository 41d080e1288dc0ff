import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listSlots } from "../../../core/availability/slots";
import { DAY_MS, MINUTE_MS } from "../../../core/time/calendar";
import { localDay } from "../../../core/time/rules";
import { zoneRules } from "../../../core/time/zones";
import { drafts, plainDraft } from "./drafts.testing";
import { PREVIEW_DAYS, previewOf, type PreviewService } from "./preview";
import { PRESETS } from "../../lib/week";
import { joinRules } from "./zone-years";

const service: PreviewService = {
  id: "s1",
  number: 1,
  durationMin: 30,
  otherDurationsMin: [],
  intervalMin: null,
  bufferBeforeMin: null,
  bufferAfterMin: null,
  noticeMin: null,
  offsetMin: 0,
  firstOfDay: false,
  firstDate: null,
  lastDate: null,
  caps: [],
};
const NOW = Date.UTC(2026, 8, 4, 7, 3);
const rulesOf = (zone: string, now: number) =>
  zoneRules(zone, now - 20 * DAY_MS, now + 40 * DAY_MS);
const preview = (question: Partial<Parameters<typeof previewOf>[0]> & { now: number }) => {
  const { draft = plainDraft(), now } = question;
  return previewOf({
    draft,
    service,
    services: [service],
    rules: rulesOf(draft.timezone, now),
    busy: [],
    ...question,
  });
};

describe("the preview of a draft", () => {
  it("shows what the one rule of the module lists for two weeks", () => {
    const busyTimes = fc.array(
      fc.tuple(fc.nat(14 * 24 * 4), fc.integer({ min: 1, max: 12 })).map(([quarter, length]) => ({
        start: NOW + quarter * 15 * MINUTE_MS,
        end: NOW + (quarter + length) * 15 * MINUTE_MS,
      })),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(drafts, busyTimes, (draft, busy) => {
        const shown = preview({ draft, busy, now: NOW });
        const from = NOW;
        const today = localDay(rulesOf(draft.timezone, NOW), NOW);
        const listed = listSlots({
          ...draft,
          caps: draft.caps.map(({ per }) => ({ per, of: "member", count: 3 })),
          zone: draft.timezone,
          durationMin: service.durationMin,
          horizonMin: draft.horizonDays === null ? 1e6 : draft.horizonDays * 1_440,
          busy,
          now: NOW,
          from,
          to: from + (PREVIEW_DAYS + 1) * DAY_MS,
        })
          .map(({ start }) => start)
          .filter((start) => localDay(rulesOf(draft.timezone, NOW), start) < today + PREVIEW_DAYS);
        expect(shown.flatMap(({ starts }) => starts)).toEqual(listed);
        expect(shown.map(({ day }) => day - today)).toEqual([...shown.keys()]);
      }),
    );
  });

  it("prefers what the service says to what the member says", () => {
    const draft = plainDraft({ weekly: PRESETS.nineToFive, intervalMin: 15 });
    const [today] = preview({ draft, service: { ...service, intervalMin: 240 }, now: NOW });
    // 09:00 has begun (it is 09:03 in Berlin), so 13:00 is the one start left.
    expect(today?.starts).toEqual([Date.UTC(2026, 8, 4, 11)]);
  });

  it("applies a rule of one service to that service only", () => {
    const closed = {
      id: "r",
      name: "No visits",
      kind: "block" as const,
      pattern: "weekly" as const,
      days: ["friday" as const],
      windows: [],
      priority: 1,
      eventTypeId: "s2",
    };
    const other = { ...service, id: "s2", number: 2 };
    const draft = plainDraft({ weekly: PRESETS.nineToFive, rules: [closed] });
    const services = [service, other];
    expect(preview({ draft, services, now: NOW })[0]?.starts).not.toEqual([]);
    expect(preview({ draft, services, service: other, now: NOW })[0]?.starts).toEqual([]);
  });

  it("frees the time of a hold at the instant it runs out", () => {
    const draft = plainDraft({ weekly: PRESETS.nineToFive });
    const held = { start: Date.UTC(2026, 8, 4, 8), end: Date.UTC(2026, 8, 4, 8, 30) };
    const isOffered = (now: number) =>
      preview({ draft, busy: [{ ...held, expiresAt: NOW + 1_000 }], now })[0]?.starts.includes(
        held.start,
      );
    expect(isOffered(NOW + 999)).toBe(false);
    expect(isOffered(NOW + 1_000)).toBe(true);
  });
});

describe("the clock of two years in a row", () => {
  it("is the clock of both, without a seam", () => {
    const PADDING_MS = 2 * DAY_MS;
    for (const zone of ["Europe/Berlin", "America/Havana", "Africa/Casablanca", "UTC"]) {
      const [begin, middle, end] = [2026, 2027, 2028].map((year) => Date.UTC(year));
      const year = (from = 0, to = 0) => zoneRules(zone, from - PADDING_MS, to + PADDING_MS);
      const [first, second] = [year(begin, middle), year(middle, end)];
      expect(joinRules(first, second)).toEqual(year(begin, end));
      expect(joinRules(first, first)).toEqual(first);
    }
  });
});
