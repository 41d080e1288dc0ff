import { describe, expect, test } from "vitest";
import { termsOf, type MemberTerms, type ServiceTerms } from "./terms.ts";

const MEMBER: MemberTerms = {
  intervalMin: 30,
  bufferBeforeMin: 5,
  bufferAfterMin: 10,
  noticeMin: 120,
  horizonDays: 90,
  caps: [{ per: "day", count: 4, minutes: null }],
};
const SILENT: ServiceTerms = {
  number: 3,
  durationMin: 45,
  otherDurationsMin: [90],
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

describe("the terms of a slot", () => {
  test("are the member's where the service is silent", () => {
    expect(termsOf(SILENT, MEMBER)).toEqual({
      durationMin: 45,
      durationsMin: [45, 90],
      intervalMin: 30,
      bufferBeforeMin: 5,
      bufferAfterMin: 10,
      noticeMin: 120,
      offsetMin: 0,
      firstOfDay: false,
      eventTypeId: "3",
      horizonMin: 90 * 24 * 60,
      caps: [{ per: "day", of: "member", count: 4 }],
    });
  });

  test("are the service's where it speaks, a zero included", () => {
    const own = {
      ...SILENT,
      bufferAfterMin: 0,
      noticeMin: 0,
      intervalMin: 15,
      firstDate: "2027-01-01",
    };
    expect(termsOf(own, { ...MEMBER, horizonDays: null, caps: [] }, 90)).toEqual({
      durationMin: 90,
      durationsMin: [45, 90],
      intervalMin: 15,
      bufferBeforeMin: 5,
      bufferAfterMin: 0,
      noticeMin: 0,
      offsetMin: 0,
      firstOfDay: false,
      eventTypeId: "3",
      firstDate: "2027-01-01",
    });
  });
});
