import type { Words } from "../../../core/messages/facts.ts";
import type { Look } from "./look";

/** A message that uses all there is, with `typed` wherever words come from people. */
export function wordsWith(typed: string): Words {
  return {
    subject: `Confirmed: ${typed}`,
    preview: `Thursday, 14:00: ${typed}`,
    heading: `You are booked, ${typed}`,
    paragraphs: [`We look forward to seeing you, ${typed}.`, typed],
    rows: [
      { label: "When", value: "Thursday, 26 November 2026, 14:00–14:30" },
      { label: "Your message", value: typed },
    ],
    actions: [
      { label: "Change or cancel", url: "https://bookable.example/b/1?t=a.b&c=1" },
      { label: `Meet ${typed}`, url: "https://meet.example/room" },
    ],
    calendars: {
      label: "Add to calendar",
      links: [{ label: "Google", url: "https://calendar.google.com/calendar/render?text=a&b=c" }],
    },
    footer: [`Sent by ${typed}`, "Questions? hello@studio.example"],
    unsubscribe: { label: "Unsubscribe", url: "https://bookable.example/u/1" },
  };
}

export const LOOK: Look = {
  locale: "en-GB",
  business: {
    name: "Studio Nord",
    email: "hello@studio.example",
    logoUrl: null,
    color: "#0f6a5b",
  },
};
