import { readEnv } from "../env";

/** Which of the services that carry messages are set up. Where one is not, nothing is written for it, and the owner's page says so. */

/** The variables without which no mail is sent. */
export function missingForMail(): string[] {
  const needed = ["RESEND_API_KEY", "MAIL_FROM", "LINK_SECRET", "SITE_URL"] as const;
  return needed.filter((name) => readEnv(name) === null);
}

/** The variables without which no text message is sent. */
export function missingForSms(): string[] {
  const needed = [
    ...(["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const),
    ...(["LINK_SECRET", "SITE_URL"] as const),
  ];
  return needed.filter((name) => readEnv(name) === null);
}

export function isMailOn(): boolean {
  return missingForMail().length === 0;
}

export function isSmsOn(): boolean {
  return missingForSms().length === 0;
}

/** The mailbox that mails come from, without the name before it: "hello@example.com". */
export function senderAddress(): string {
  const from = readEnv("MAIL_FROM") ?? "";
  return (/<([^<>]+)>/.exec(from)?.[1] ?? from).trim();
}
