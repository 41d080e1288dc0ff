import type { MessageSettings } from "./settings.ts";

/** What holds until a business chooses otherwise (RULES.md §5.2). */
export const DEFAULTS: MessageSettings = {
  reminders: [
    { channel: "email", minutesBefore: 1_440 },
    { channel: "email", minutesBefore: 60 },
    { channel: "sms", minutesBefore: 120 },
  ],
  followUpMin: 60,
  warnsOfExpiry: false,
  confirmsBySms: false,
};
