import type { Draft, Refinements } from "../eventTypes/model";
import type { Settings } from "../members/model";

/**
 * The people of the demonstration marketplace. `subject` is the person's id at the sign-in service; hours cover mornings,
 * evenings, several windows a day and zones on four continents, so that the screens show what they must cope with.
 */
export type DemoMember = {
  subject: string;
  settings: Settings;
  services: DemoService[];
};

export type DemoService = Pick<
  Draft,
  "name" | "description" | "durationMin" | "price" | "approval"
> &
  Partial<Refinements>;

type Window = { start: string; end: string };

export const on = (...windows: [start: string, end: string][]): Window[] =>
  windows.map(([start, end]) => ({ start, end }));

export const closed: Window[] = [];

export function weekdays(windows: Window[], friday = windows): Settings["weeklySchedule"] {
  return {
    monday: windows,
    tuesday: windows,
    wednesday: windows,
    thursday: windows,
    friday,
    saturday: closed,
    sunday: closed,
  };
}

export const defaults = {
  photoUrl: null,
  blockedDates: [],
  durationMin: 30,
  bufferBeforeMin: 0,
  bufferAfterMin: 15,
  noticeMin: 120,
  horizonDays: 90,
  intervalMin: 30,
  price: 0,
  currency: "usd",
  bookingMode: "native",
  status: "active",
} as const;

export const intro: DemoService = {
  name: "Free introduction",
  description: "Half an hour to get to know each other and see whether we are a good fit.",
  durationMin: 30,
  price: 0,
  approval: false,
};

export const OWNER = { subject: "persona-owner", name: "Olivia Grant" };

export const MEMBERS: DemoMember[] = [
  {
    subject: "persona-maya",
    settings: {
      ...defaults,
      slug: "maya-chen",
      photoUrl: "/people/maya-chen.svg",
      name: "Maya Chen",
      title: "Product strategy mentor",
      bio: "I spent twelve years building products at small companies that became large ones. Bring a roadmap, a hard decision or a deck: you leave with a clear next step.",
      timezone: "America/New_York",
      weeklySchedule: weekdays(on(["09:00", "12:00"], ["13:00", "17:00"]), on(["09:00", "13:00"])),
      blockedDates: [],
    },
    services: [
      intro,
      {
        name: "Roadmap review",
        description: "We walk through your roadmap and cut it to what matters this quarter.",
        durationMin: 60,
        price: 0,
        approval: false,
      },
    ],
  },
  {
    subject: "persona-jonas",
    settings: {
      ...defaults,
      slug: "jonas-weber",
      photoUrl: "/people/jonas-weber.svg",
      name: "Jonas Weber",
      title: "Engineering leadership coach",
      bio: "Former CTO. I help new engineering managers through their first year, from one-to-ones that people look forward to, to saying no without losing friends.",
      timezone: "Europe/Berlin",
      weeklySchedule: {
        ...weekdays(on(["09:00", "12:00"], ["20:00", "23:00"])),
        wednesday: on(["09:00", "12:00"]),
        friday: closed,
      },
      blockedDates: [],
      currency: "eur",
    },
    services: [
      intro,
      {
        name: "Coaching hour",
        description: "A full hour on one subject of your choice. I read your notes beforehand.",
        durationMin: 60,
        price: 0,
        approval: true,
      },
    ],
  },
  {
    subject: "persona-aiko",
    settings: {
      ...defaults,
      slug: "aiko-tanaka",
      photoUrl: "/people/aiko-tanaka.svg",
      name: "Aiko Tanaka",
      title: "Brand and interface designer",
      bio: "I look at your product with fresh eyes and tell you, kindly, where people get lost. Portfolio reviews welcome.",
      timezone: "Asia/Tokyo",
      weeklySchedule: { ...weekdays(on(["10:00", "18:00"])), saturday: on(["10:00", "14:00"]) },
      blockedDates: [],
      currency: "jpy",
      intervalMin: 15,
    },
    services: [
      intro,
      {
        name: "Portfolio review",
        description: "Three pieces, forty-five minutes, honest notes.",
        durationMin: 45,
        price: 0,
        approval: false,
      },
    ],
  },
  {
    subject: "persona-sofia",
    settings: {
      ...defaults,
      slug: "sofia-ramirez",
      photoUrl: "/people/sofia-ramirez.svg",
      name: "Sofía Ramírez",
      title: "Startup finance adviser",
      bio: "Budgets, runway and first fundraising rounds, explained without jargon. Sesiones en español o inglés.",
      timezone: "America/Mexico_City",
      weeklySchedule: weekdays(on(["08:00", "14:00"])),
      blockedDates: [],
      currency: "mxn",
    },
    services: [intro],
  },
  {
    subject: "persona-liam",
    settings: {
      ...defaults,
      slug: "liam-obrien",
      photoUrl: "/people/liam-obrien.svg",
      name: "Liam O’Brien",
      title: "Career change mentor",
      bio: "I left law for software at thirty-five and have since walked two hundred people through a change of their own.",
      timezone: "Europe/London",
      weeklySchedule: {
        ...weekdays(on(["18:00", "21:00"])),
        saturday: on(["10:00", "16:00"]),
        sunday: on(["10:00", "13:00"]),
      },
      blockedDates: [],
      currency: "gbp",
    },
    services: [intro],
  },
  {
    subject: "persona-amara",
    settings: {
      ...defaults,
      slug: "amara-okafor",
      photoUrl: "/people/amara-okafor.svg",
      name: "Amara Okafor",
      title: "Data science tutor",
      bio: "Statistics for people who were told they cannot do statistics. We work on your own data from the first minute.",
      timezone: "Africa/Lagos",
      weeklySchedule: weekdays(on(["12:00", "20:00"])),
      blockedDates: [],
    },
    services: [intro],
  },
];
