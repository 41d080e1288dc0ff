import { strikes } from "../faults.ts";
import type { Delivery, Happening, Json, Mail, MailEvent, Waiting, World } from "./state.ts";

const MINUTE = 60_000;
/** Svix, which delivers Resend's events, tries again after these pauses and then gives up. */
const PAUSES = [5_000, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 300 * MINUTE, 600 * MINUTE];

/** How far apart a reordered event may fall from its neighbours. */
const REORDER_MS = 10_000;

/** What does not change how a mail stands that was opened or complained about. */
const EARLY: readonly Happening[] = ["sent", "delivered", "delivery_delayed"];

/** Records that something happened to a mail; its endpoint is told after the answer to whoever caused it. */
export function emit(world: World, mail: Mail, what: Happening): MailEvent {
  const created = world.now();
  const id = `msg_${world.draw()}`;
  const event: MailEvent = { id, what, created, more: {}, deliveries: [] };
  mail.events.push(event);
  if (EARLY.includes(mail.lastEvent) || !EARLY.includes(what)) mail.lastEvent = what;
  world.touched.add(mail.id);
  if (strikes(world, "eventNever")) return event;
  const late = strikes(world, "eventLate") ? world.state.faults.lateMs : 0;
  const apart = strikes(world, "eventReordered") ? Math.ceil(world.random() * REORDER_MS) : 0;
  const dueAt = created + late + apart;
  plan(world, { mail, event }, dueAt);
  if (strikes(world, "eventTwice")) plan(world, { mail, event }, dueAt);
  return event;
}

/** Plans one more delivery of an event. */
export function plan(
  world: World,
  { mail, event }: Pick<Waiting, "mail" | "event">,
  dueAt: number,
): void {
  const delivery: Delivery = { dueAt, attempts: 0, status: "waiting", lastStatus: null };
  event.deliveries.push(delivery);
  world.waiting.add({ mail, event, delivery });
  world.touched.add(mail.id);
}

/** An event as it is sent. */
export function renderEvent(mail: Mail, event: MailEvent): Json {
  return {
    type: `email.${event.what}`,
    created_at: new Date(event.created).toISOString(),
    data: {
      created_at: new Date(mail.created).toISOString(),
      email_id: mail.id,
      message_id: mail.messageId,
      ...{ from: mail.from, to: mail.to, subject: mail.subject },
      tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])),
      ...event.more,
    },
  };
}

/** Notes what the endpoint answered: anything but a 2xx is tried again, ever more rarely. */
export function noteOutcome(world: World, waiting: Waiting, status: number): void {
  const { mail, delivery } = waiting;
  delivery.attempts += 1;
  delivery.lastStatus = status;
  world.touched.add(mail.id);
  const pause = PAUSES[delivery.attempts - 1];
  if (status >= 200 && status < 300) delivery.status = "delivered";
  else if (pause === undefined) delivery.status = "given_up";
  else delivery.dueAt = world.now() + pause;
  if (delivery.status !== "waiting") world.waiting.delete(waiting);
}

/** The headers with which Svix signs a body, as of `atMs`. `secret` is "whsec_" and base64. */
export async function signatureHeaders(
  { id, body, atMs }: { id: string; body: string; atMs: number },
  secret: string,
): Promise<Record<string, string>> {
  const time = String(Math.floor(atMs / 1000));
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (one) => one.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const text = new TextEncoder().encode(`${id}.${time}.${body}`);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, text));
  const signature = btoa(String.fromCharCode(...mac));
  return { "svix-id": id, "svix-timestamp": time, "svix-signature": `v1,${signature}` };
}
