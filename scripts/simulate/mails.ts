import type { Dice } from "./dice.ts";

/* A Resend in a history of bookings and money: it takes mails, fails now and then, and keeps what it took by key. */

/** What sending mail needs, for the histories in which it is sent. */
export const MAIL_ENVIRONMENT = {
  ...{ RESEND_API_KEY: "re_simulated", RESEND_API_URL: "https://resend.example" },
  ...{ MAIL_FROM: "Simulated <hello@site.example>", LINK_SECRET: "a secret for links" },
};

export class Mails {
  /** How often a call fails, from 0 to 1. */
  failing = 0;
  /** Mails that would have come twice, had they been sent twice. */
  readonly unrepeatable: string[] = [];
  readonly taken = new Map<string, string>();
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  static isFor(address: string): boolean {
    return new URL(address).hostname === "resend.example";
  }

  network(init: RequestInit): Response {
    if (this.#dice.chance(this.failing))
      return Response.json({ statusCode: 500, name: "application_error" }, { status: 500 });
    const body = typeof init.body === "string" ? init.body : "";
    const key = new Headers(init.headers).get("idempotency-key");
    if (key === null) this.unrepeatable.push((JSON.parse(body) as { subject: string }).subject);
    else if (!this.taken.has(key)) this.taken.set(key, body);
    return Response.json({ id: `mail-${this.taken.size}` });
  }
}
