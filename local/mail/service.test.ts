import { expect, test } from "vitest";
import { KEPT_MAILS } from "./fates.ts";
import { MailService, type Hook } from "./service.ts";
import { emptyState } from "./state.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The stand-in on a clock that stands still until it is told to go on. */
function openService(answers: () => number = () => 200) {
  let nowMs = Date.UTC(2026, 4, 1, 9);
  let drawn = 0;
  const hooks: { hook: Hook; atMs: number }[] = [];
  const service = new MailService({
    ...{ state: emptyState(), apiKey: "re_test", webhookSecret: `whsec_${btoa("secret")}` },
    ...{ now: () => nowMs, draw: () => `id-${drawn++}`, random: () => 0.5 },
    send: (hook) => {
      hooks.push({ hook, atMs: nowMs });
      return Promise.resolve(answers());
    },
  });
  return {
    service,
    hooks,
    send: (subject: string, key?: string) =>
      service.answer({
        ...{ method: "POST", path: "/emails" },
        headers: {
          authorization: "Bearer re_test",
          ...(key !== undefined && { "idempotency-key": key }),
        },
        body: JSON.stringify({ from: "a@example.com", to: "b@example.com", subject, text: "x" }),
      }),
    /** Goes to each next thing to do, until nothing is to come. */
    settle: async () => {
      for (let next = service.nextDueAt(); next !== null; next = service.nextDueAt()) {
        nowMs = Math.max(nowMs, next);
        await service.deliverDue();
      }
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test("an event that nobody takes is told after ever longer pauses, and then no more", async () => {
  const { hooks, send, settle, service } = openService(() => 503);
  send("Hello");
  await settle();
  const times = hooks
    .filter(({ hook }) => hook.body.includes("email.sent"))
    .map(({ atMs }, place, all) => atMs - (all[place - 1]?.atMs ?? atMs));
  expect(times).toEqual([...[0, 5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR]]);
  const [mail] = service.world.state.mails.values();
  expect(mail?.events[0]?.deliveries[0]?.status).toBe("given_up");
});

test("a key is remembered for a day", () => {
  const { send, pass, service } = openService();
  send("Hello", "key");
  pass(24 * HOUR - 1);
  send("Hello", "key");
  expect(service.world.state.mails.size).toBe(1);
  expect(send("Something else", "key").status).toBe(409);
  pass(1);
  expect(send("Something else", "key").status).toBe(200);
  expect(service.world.state.mails.size).toBe(2);
});

test("the oldest mails make room, with what was still to be told of them", async () => {
  const { send, settle, service, hooks } = openService();
  for (let count = 0; count < KEPT_MAILS + 3; count++) send(`Mail ${count}`);
  const subjects = [...service.world.state.mails.values()].map(({ subject }) => subject);
  expect(subjects).toHaveLength(KEPT_MAILS);
  expect(subjects[0]).toBe("Mail 3");
  await settle();
  expect(hooks).toHaveLength(2 * KEPT_MAILS);
});
