import type { Settings } from "../members/model";
import { closed, defaults, intro, on, weekdays, type DemoMember, type DemoService } from "./people";

/** The rest of the demonstration: eighteen further people in as many zones, of several trades, with prices in their currencies. */

type Sketch = Pick<Settings, "slug" | "name" | "title" | "bio" | "timezone" | "currency"> & {
  hours: Settings["weeklySchedule"];
  /** The services after the free introduction. */
  paid: DemoService[];
};

/** A service of a price in minor units, with its policies where it has any. */
const service = (
  name: string,
  {
    durationMin,
    price,
    ...more
  }: Pick<DemoService, "durationMin" | "price"> & Partial<DemoService>,
): DemoService => ({ name, description: "", durationMin, price, approval: false, ...more });

/** Cancelling policies as most people know them. */
const flexible = [{ hoursBefore: 24, percent: 100 }];
const moderate = [
  { hoursBefore: 48, percent: 100 },
  { hoursBefore: 24, percent: 50 },
];
const strict = [
  { hoursBefore: 168, percent: 100 },
  { hoursBefore: 48, percent: 50 },
];

const mornings = weekdays(on(["08:00", "12:00"]));
const officeHours = weekdays(on(["09:00", "12:30"], ["13:30", "17:30"]));
const evenings = {
  ...weekdays(on(["17:00", "21:30"])),
  saturday: on(["10:00", "15:00"]),
};
const studio: Settings["weeklySchedule"] = {
  ...weekdays(on(["07:00", "11:00"], ["16:00", "20:00"])),
  wednesday: closed,
  saturday: on(["08:00", "13:00"]),
};

const SKETCHES: Sketch[] = [
  {
    slug: "noah-kim",
    name: "Noah Kim",
    title: "Interview coach for engineers",
    bio: "Twelve hundred interviews from the other side of the table. We practise until the real one feels like the second time.",
    timezone: "America/Los_Angeles",
    currency: "usd",
    hours: evenings,
    paid: [
      service("Mock interview", {
        durationMin: 60,
        price: 9500,
        refundTiers: strict,
        cancelNoticeMin: 120,
        rescheduleNoticeMin: 1_440,
        maxReschedules: 1,
      }),
    ],
  },
  {
    slug: "grace-miller",
    name: "Grace Miller",
    title: "Tax adviser for freelancers",
    bio: "Returns, quarterly payments and the letter you have not opened yet. Bring it.",
    timezone: "America/Chicago",
    currency: "usd",
    hours: officeHours,
    paid: [
      service("Tax hour", { durationMin: 60, price: 12000, refundTiers: flexible }),
      service("Second opinion", { durationMin: 30, price: 6500 }),
    ],
  },
  {
    slug: "olivier-tremblay",
    name: "Olivier Tremblay",
    title: "French conversation teacher",
    bio: "On parle de ce qui vous intéresse, et on corrige au fur et à mesure. All levels, no textbook.",
    timezone: "America/Toronto",
    currency: "cad",
    hours: evenings,
    paid: [service("Conversation", { durationMin: 45, price: 4200 })],
  },
  {
    slug: "hannah-singh",
    name: "Hannah Singh",
    title: "Architectural photographer",
    bio: "Planning a shoot of a building or a flat? We look at light, angles and time of day together.",
    timezone: "America/Vancouver",
    currency: "cad",
    hours: mornings,
    paid: [
      service("Shoot planning", {
        durationMin: 60,
        price: 11000,
        description: "We go through plans and pictures, and I tell you when the light is right.",
        deposit: { kind: "percent", basisPoints: 2_500 },
        refundTiers: moderate,
      }),
    ],
  },
  {
    slug: "lucas-almeida",
    name: "Lucas Almeida",
    title: "Guitar teacher",
    bio: "Samba, bossa and whatever is stuck in your head. Beginners are my favourite people.",
    timezone: "America/Sao_Paulo",
    currency: "brl",
    hours: studio,
    paid: [
      service("Guitar lesson", { durationMin: 50, price: 16000 }),
      service("Songwriting", { durationMin: 90, price: 26000 }),
    ],
  },
  {
    slug: "camille-laurent",
    name: "Camille Laurent",
    title: "Employment lawyer",
    bio: "Contracts, notice, settlements. I tell you in plain words where you stand before you spend money on a case.",
    timezone: "Europe/Paris",
    currency: "eur",
    hours: officeHours,
    paid: [
      service("First consultation", {
        durationMin: 45,
        price: 15000,
        deposit: { kind: "fixed", amount: 5_000 },
        refundTiers: moderate,
      }),
    ],
  },
  {
    slug: "pablo-garcia",
    name: "Pablo García",
    title: "Running coach",
    bio: "From the sofa to ten kilometres, or from a marathon to a faster one. Training plans that survive a real week.",
    timezone: "Europe/Madrid",
    currency: "eur",
    hours: studio,
    paid: [service("Training plan", { durationMin: 60, price: 7500 })],
  },
  {
    slug: "zofia-nowak",
    name: "Zofia Nowak",
    title: "Psychologist",
    bio: "Work, sleep and worry. A calm hour with somebody who listens and remembers.",
    timezone: "Europe/Warsaw",
    currency: "pln",
    hours: officeHours,
    paid: [service("Session", { durationMin: 50, price: 22000 })],
  },
  {
    slug: "aylin-demir",
    name: "Aylin Demir",
    title: "Interior designer",
    bio: "Send me photos of the room. We move the furniture on screen before anybody lifts anything.",
    timezone: "Europe/Istanbul",
    currency: "try",
    hours: mornings,
    paid: [service("Room in an hour", { durationMin: 60, price: 240000 })],
  },
  {
    slug: "youssef-benali",
    name: "Youssef Benali",
    title: "Arabic and Darija tutor",
    bio: "Letters, sounds and the sentences you need at the market tomorrow.",
    timezone: "Africa/Casablanca",
    currency: "mad",
    hours: evenings,
    paid: [service("Lesson", { durationMin: 45, price: 18000 })],
  },
  {
    slug: "wanjiru-mwangi",
    name: "Wanjiru Mwangi",
    title: "Agribusiness adviser",
    bio: "Business plans for farms and food companies that banks read to the end.",
    timezone: "Africa/Nairobi",
    currency: "kes",
    hours: officeHours,
    paid: [service("Plan review", { durationMin: 60, price: 450000 })],
  },
  {
    slug: "omar-haddad",
    name: "Omar Haddad",
    title: "Export and logistics consultant",
    bio: "Incoterms, customs and the container that should have arrived last week.",
    timezone: "Asia/Dubai",
    currency: "aed",
    hours: officeHours,
    paid: [service("Consultation", { durationMin: 45, price: 40000 })],
  },
  {
    slug: "priya-nair",
    name: "Priya Nair",
    title: "Yoga and breathing teacher",
    bio: "Gentle, precise, and never competitive. Half an hour is enough to change a day.",
    timezone: "Asia/Kolkata",
    currency: "inr",
    hours: studio,
    paid: [service("Private class", { durationMin: 60, price: 180000 })],
  },
  {
    slug: "sita-gurung",
    name: "Sita Gurung",
    title: "Trekking planner",
    bio: "Routes, seasons and permits in the Himalaya, from somebody who walks them.",
    timezone: "Asia/Kathmandu",
    currency: "usd",
    hours: mornings,
    paid: [
      service("Route planning", {
        durationMin: 60,
        price: 5500,
        description: "Pay what a good route is worth to you.",
        pricing: "named",
        minPrice: 1_000,
      }),
    ],
  },
  {
    slug: "wei-ling-tan",
    name: "Wei Ling Tan",
    title: "Nutritionist",
    bio: "Eating well with a job, two children and one pan.",
    timezone: "Asia/Singapore",
    currency: "sgd",
    hours: evenings,
    paid: [service("Consultation", { durationMin: 45, price: 9000 })],
  },
  {
    slug: "ji-woo-park",
    name: "Ji-woo Park",
    title: "Korean language coach",
    bio: "From your first syllable block to a job interview in Seoul.",
    timezone: "Asia/Seoul",
    currency: "krw",
    hours: evenings,
    paid: [service("Lesson", { durationMin: 50, price: 45000 })],
  },
  {
    slug: "ruby-walker",
    name: "Ruby Walker",
    title: "Garden designer",
    bio: "Small gardens, dry summers, happy bees. Bring a sketch or a photo from the window.",
    timezone: "Australia/Sydney",
    currency: "aud",
    hours: mornings,
    paid: [
      service("Garden plan", {
        durationMin: 60,
        price: 14000,
        otherDurationsMin: [90, 120],
        durationPrices: [
          { durationMin: 90, price: 19_500 },
          { durationMin: 120, price: 25_000 },
        ],
        refundTiers: flexible,
      }),
    ],
  },
  {
    slug: "aroha-ngata",
    name: "Aroha Ngata",
    title: "Public speaking coach",
    bio: "Shaking hands are fine. We work on the first minute until the rest follows.",
    timezone: "Pacific/Auckland",
    currency: "nzd",
    hours: officeHours,
    paid: [
      service("Coaching", { durationMin: 60, price: 13000 }),
      service("Speech rehearsal", { durationMin: 30, price: 7000 }),
    ],
  },
];

export const MORE_MEMBERS: DemoMember[] = SKETCHES.map(({ hours, paid, ...person }) => ({
  subject: `persona-${person.slug}`,
  settings: {
    ...defaults,
    ...person,
    photoUrl: `/people/${person.slug}.svg`,
    weeklySchedule: hours,
    blockedDates: [],
  },
  services: [intro, ...paid],
}));
