import { strikes } from "../faults.ts";
import type { Delivery, Json, StoredEvent, World } from "./state.ts";

/** The version of Stripe's API that the stand-in speaks; stripe-node 23.1 asks for this one. */
const API_VERSION = "2026-10-28.endive";

/** How far apart a reordered event may fall from its neighbours. */
const REORDER_MS = 10_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_PAUSE_MS = 12 * 3_600_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;
const KEEP_MS = 30 * 24 * 3_600_000;

/** Records that something happened; it reaches the endpoint after the answer to whoever caused it. */
export function emit(world: World, type: string, about: { account: string | null; object: Json }) {
  const event: StoredEvent = {
    ...{ id: `evt_${world.draw()}`, type, account: about.account, created: world.now() },
    object: structuredClone(about.object),
    idempotencyKey: world.idempotencyKey,
  };
  world.state.events[event.id] = event;
  const late = strikes(world, "eventLate") ? world.state.faults.lateMs : 0;
  const apart = strikes(world, "eventReordered") ? Math.ceil(world.random() * REORDER_MS) : 0;
  const dueAt = world.now() + late + apart;
  plan(world, event, dueAt);
  if (strikes(world, "eventTwice")) plan(world, event, dueAt);
}

/** Plans one more delivery of an event. */
export function plan(world: World, event: StoredEvent, dueAt: number): Delivery {
  const delivery: Delivery = {
    ...{ id: `whd_${world.draw()}`, eventId: event.id, dueAt },
    to: event.account === null ? "platform" : "connect",
    ...{ attempts: 0, status: "waiting", lastStatus: null },
  };
  world.state.deliveries[delivery.id] = delivery;
  world.waiting.add(delivery);
  return delivery;
}

/** An event as Stripe shows and sends it. */
export function renderEvent(event: StoredEvent): Json {
  return {
    id: event.id,
    object: "event",
    ...(event.account === null ? {} : { account: event.account }),
    api_version: API_VERSION,
    created: Math.floor(event.created / 1000),
    data: { object: event.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

/** Notes what the endpoint answered: anything but a 2xx is tried again, ever more rarely, for three days. */
export function noteOutcome(world: World, delivery: Delivery, status: number): void {
  delivery.attempts += 1;
  delivery.lastStatus = status;
  if (status >= 200 && status < 300) {
    delivery.status = "delivered";
    world.waiting.delete(delivery);
    return;
  }
  const event = world.state.events[delivery.eventId];
  const pause = Math.min(FIRST_RETRY_MS * 2 ** (delivery.attempts - 1), LONGEST_PAUSE_MS);
  delivery.dueAt = world.now() + pause;
  if (event === undefined || delivery.dueAt > event.created + GIVE_UP_MS) {
    delivery.status = "given_up";
    world.waiting.delete(delivery);
  }
}

/** Forgets events after 30 days, as Stripe does, with their deliveries. */
export function forgetOldEvents({ state, waiting, now }: World): void {
  const events = Object.entries(state.events);
  state.events = Object.fromEntries(events.filter(([, one]) => one.created + KEEP_MS > now()));
  state.deliveries = Object.fromEntries(
    Object.entries(state.deliveries).filter(([, { eventId }]) => eventId in state.events),
  );
  for (const delivery of waiting) {
    if (!(delivery.eventId in state.events)) waiting.delete(delivery);
  }
}

/** The header `Stripe-Signature` over a body, as of `atMs`. */
export async function sign(body: string, secret: string, atMs: number): Promise<string> {
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(secret), algorithm, false, ["sign"]);
  const time = Math.floor(atMs / 1000);
  const mac = await crypto.subtle.sign("HMAC", key, text.encode(`${time}.${body}`));
  const hex = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `t=${time},v1=${hex}`;
}
