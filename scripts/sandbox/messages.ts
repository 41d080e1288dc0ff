import { strict as assert } from "node:assert";
import { sendMail, type Mail } from "../../convex/messages/resend.ts";
import { sendSms } from "../../convex/messages/twilio.ts";
import type { Sandbox } from "./sandbox.ts";

const run = Date.now().toString(36);

/** A mail to the address at Resend that takes everything and shows nobody. */
function mail(changes: Partial<Mail> = {}): Mail {
  return {
    ...{ key: `sandbox/${run}`, tag: "sandbox", kind: "confirmation", to: "delivered@resend.dev" },
    ...{ from: { name: "Sandbox", replyTo: null }, subject: "A test", html: "<p>A test</p>" },
    ...{ text: "A test", oneClick: null, invite: null },
    ...changes,
  };
}

/** Resend: sends one mail to its own test address. Any key will do, of a domain that it has verified. */
export function resendSandbox(): Sandbox {
  const needed = ["RESEND_API_KEY", "MAIL_FROM"].filter((name) => !process.env[name]);
  delete process.env.RESEND_API_URL;
  if (needed.length > 0) return { missing: `${needed.join(" and ")} not set.` };
  return {
    checks: [
      [
        "a mail repeated under its key is the same one",
        async () => {
          const [first, second] = [await sendMail(mail()), await sendMail(mail())];
          assert.equal(first.kind, "sent");
          assert.deepEqual(second, first);
        },
      ],
      [
        "other words under the same key have arrived already",
        async () => {
          const other = await sendMail(mail({ subject: "Another" }));
          assert.deepEqual(other, { kind: "sent", providerId: "" });
        },
      ],
      [
        "an address that is none is refused",
        async () => {
          const told = await sendMail(mail({ key: `sandbox/none-${run}`, to: "nobody" }));
          assert.equal(told.kind, "refused");
        },
      ],
    ],
  };
}

/** Twilio's numbers that take everything, and that do not exist. */
const [TAKES_ALL, NOT_A_NUMBER] = ["+15005550006", "+15005550001"];

/** Twilio with its test credentials, which send nothing and cost nothing. */
export function twilioSandbox(): Sandbox {
  const needed = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"].filter((name) => !process.env[name]);
  delete process.env.TWILIO_API_URL;
  if (needed.length > 0) return { missing: `${needed.join(" and ")} (test credentials) not set.` };
  process.env.TWILIO_FROM = TAKES_ALL;
  const text = (to: string) => sendSms({ tag: "sandbox", to, text: "A test" });
  return {
    checks: [
      [
        "a text message is taken, with its parts",
        async () => {
          const told = await text(TAKES_ALL);
          assert.equal(told.kind, "sent");
          assert.equal(told.parts, 1);
        },
      ],
      [
        "a number that is none is refused for good",
        async () => {
          const told = await text(NOT_A_NUMBER);
          assert.deepEqual(told, { kind: "refused", error: "twilio_21211", isStop: false });
        },
      ],
    ],
  };
}
