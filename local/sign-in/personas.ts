import type { Persona } from "./people.ts";

const OWNER = "Runs the marketplace";
const MEMBERS = "Members, who offer their time";
const CUSTOMERS = "Customers, who book";

/** The people of the seeded marketplace. Its seed binds members and roles to these subjects. */
export const PERSONAS: readonly Persona[] = [
  {
    subject: "persona-owner",
    name: "Olivia Grant",
    email: "olivia@example.com",
    group: OWNER,
    about: "Owns the marketplace and sees every member and booking.",
  },
  {
    subject: "persona-maya",
    name: "Maya Chen",
    email: "maya@example.com",
    group: MEMBERS,
    about: "New York. Sets her hours and sees her bookings arrive.",
  },
  {
    subject: "persona-jonas",
    name: "Jonas Weber",
    email: "jonas@example.com",
    group: MEMBERS,
    about: "Berlin. Six hours ahead of Maya: try both clocks.",
  },
  {
    subject: "persona-aiko",
    name: "Aiko Tanaka",
    email: "aiko@example.com",
    group: MEMBERS,
    about: "Tokyo. Her Monday begins on your Sunday.",
  },
  {
    subject: "persona-sofia",
    name: "Sofía Ramírez",
    email: "sofia@example.com",
    group: MEMBERS,
    about: "Mexico City. Sets her hours and sees her bookings arrive.",
  },
  {
    subject: "persona-carl",
    name: "Carl Novak",
    email: "carl@example.com",
    group: CUSTOMERS,
    about: "Books with members and finds his bookings again.",
  },
];
