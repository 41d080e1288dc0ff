import { describe, expect, it } from "vitest";
import { LIMITS, problemsOf } from "./fill.ts";
import { KINDS, LOCALES, SMS_KINDS } from "./kinds.ts";
import { startingText } from "./starting-text.ts";

describe("the text a business starts from", () => {
  it("greets, and tells what ours tells", () => {
    const text = startingText({ kind: "receipt", channel: "email", locale: "en-GB" });
    expect(text).toEqual({
      subject: "Receipt: {{amount}} for {{service}} with {{member}}",
      body: "Hello {{reader}},\n\nWe received {{amount}} for {{service}} with {{member}} on {{date}}.",
    });
  });

  it("fits whoever did it, as one's own text is the same for all", () => {
    const { body } = startingText({ kind: "rescheduled", channel: "email", locale: "en-US" });
    expect(body).toContain("Your appointment was moved to {{date}} at {{time}}.");
  });

  it("has no subject as a text message", () => {
    const text = startingText({ kind: "reminder", channel: "sms", locale: "en-US" });
    expect(text.subject).toBe("");
    expect(text.body).toContain("{{business}}: Reminder");
  });

  it("can be kept as it stands, in every language", () => {
    for (const locale of LOCALES) {
      for (const kind of KINDS) {
        const { subject, body } = startingText({ kind, channel: "email", locale });
        expect([...problemsOf(subject, LIMITS.subject), ...problemsOf(body, LIMITS.body)]).toEqual(
          [],
        );
      }
      for (const kind of SMS_KINDS) {
        const { body } = startingText({ kind, channel: "sms", locale });
        expect(problemsOf(body, LIMITS.sms)).toEqual([]);
      }
    }
  });
});
