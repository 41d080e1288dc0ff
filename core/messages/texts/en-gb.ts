import type { Differences } from "./catalogue.ts";

/** What Britain, and all who write as it does, say differently. */
export const enGB: Differences = {
  kinds: {
    refund: {
      body: "We are sending {{amount}} back to you, the way you paid. Depending on your bank, it can take up to ten working days to arrive.",
    },
    cancelled: {
      subject: "Cancelled: {{service}} with {{member}}, {{date}}",
      heading: "Your appointment is cancelled",
      who: {
        customer: "You cancelled your appointment on {{date}} at {{time}}.",
        system: "Your appointment on {{date}} at {{time}} was cancelled.",
      },
      sms: "{{business}}: {{service}} with {{member}} on {{date}}, {{time}} {{zone}} is cancelled.",
    },
    waitlist_offer: {
      subject: "A time has come free at {{business}}",
      heading: "A time has come free",
    },
    member_cancelled: {
      subject: "Cancelled: {{customer}}, {{service}}, {{date}}",
      heading: "A booking was cancelled",
      who: {
        customer: "{{customer}} cancelled the booking on {{date}} at {{time}}.",
        member: "You cancelled the booking on {{date}} at {{time}}.",
        owner: "{{business}} cancelled the booking on {{date}} at {{time}}.",
        system: "The booking on {{date}} at {{time}} was cancelled.",
      },
    },
  },
  actions: { rebook: "Book again" },
};
