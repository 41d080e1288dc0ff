import type availability from "./en/availability.json";
import type booking from "./en/booking.json";
import type checkout from "./en/checkout.json";
import type common from "./en/common.json";
import type member from "./en/member.json";
import type messages from "./en/messages.json";
import type money from "./en/money.json";
import type notifications from "./en/notifications.json";
import type owner from "./en/owner.json";
import type payments from "./en/payments.json";

declare module "i18next" {
  // A key that no catalogue has, or a value the sentence needs and does not get, is a type error.
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      availability: typeof availability;
      booking: typeof booking;
      checkout: typeof checkout;
      common: typeof common;
      member: typeof member;
      messages: typeof messages;
      money: typeof money;
      notifications: typeof notifications;
      owner: typeof owner;
      payments: typeof payments;
    };
  }
}
