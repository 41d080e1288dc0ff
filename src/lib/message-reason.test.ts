import { describe, expect, it } from "vitest";
import messages from "./i18n/en/messages.json";
import { reasonOf } from "./message-reason";

describe("why a message did not arrive", () => {
  it("knows what the outbox says itself", () => {
    const own = ["gone", "cancelled", "changed", "too_late", "closed", "no_address", "not_wanted"];
    for (const error of [...own, "quiet_hours", "quota"]) expect(reasonOf(error)).toBe(error);
    expect(reasonOf("tried_too_often")).toBe("tries");
    expect(reasonOf("end_unknown")).toBe("unknown_end");
    expect(reasonOf("cannot_be_written")).toBe("words");
  });

  it("tells a service that cannot be reached from one that refuses", () => {
    expect(reasonOf("http_503")).toBe("unreachable");
    expect(reasonOf("rate_limit_exceeded")).toBe("overloaded");
    expect(reasonOf("validation_error")).toBe("address");
    expect(reasonOf("invalid_api_key")).toBe("settings");
  });

  it("knows the numbers of text messages that do not arrive", () => {
    expect(reasonOf("twilio_21211")).toBe("number");
    expect(reasonOf("twilio_21610")).toBe("stopped");
    expect(reasonOf("twilio_30003")).toBe("phone_off");
    expect(reasonOf("twilio_30007")).toBe("blocked");
  });

  it("leaves all else to the service's own words", () => {
    expect(reasonOf("The recipient's mailbox is full.")).toBe("other");
    expect(reasonOf("twilio_99999")).toBe("other");
    expect(messages.reason.other).toContain("{{detail}}");
  });
});
