import { WEEKDAYS } from "../../core/time/calendar.ts";
import type { Settings } from "../members/model";

const ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Apia",
  "Africa/Cairo",
  "America/Santiago",
] as const;

const closed: Settings["weeklySchedule"] = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** The n-th member of a crowd: each has other hours, lengths and zones, always the same ones for the same n. */
export function crowdMember(n: number): Settings {
  const weeklySchedule = { ...closed };
  WEEKDAYS.forEach((day, index) => {
    if ((n + index) % 4 === 3) return;
    const start = (n * 7 + index) % 18;
    const end = Math.min(24, start + 1 + ((n + index) % 6));
    weeklySchedule[day] = [{ start: clock(start), end: clock(end) }];
  });
  return {
    slug: `member-${n}`,
    name: `Member ${n}`,
    title: "One of many",
    bio: "",
    photoUrl: null,
    timezone: ZONES[n % ZONES.length] ?? "UTC",
    weeklySchedule,
    blockedDates: [],
    durationMin: 15 + (n % 4) * 15,
    bufferBeforeMin: (n % 3) * 5,
    bufferAfterMin: (n % 2) * 10,
    noticeMin: 0,
    horizonDays: null,
    intervalMin: 15 + (n % 5) * 5,
    price: 0,
    currency: "usd",
    bookingMode: "native",
    status: "active",
  };
}
