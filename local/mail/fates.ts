import { emit } from "./events.ts";
import { bareAddress } from "./payload.ts";
import type { Happening, Json, Mail, MailEvent, World } from "./state.ts";

/** How long a mail travels. */
const TRAVEL_MS = 300;
/** How many mails are kept; the oldest make room. */
export const KEPT_MAILS = 2_000;

/** A mail begins its way. */
export function post(world: World, mail: Mail): void {
  const { mails } = world.state;
  mails.set(mail.id, mail);
  emit(world, mail, "sent");
  mail.arrivesAt = world.now() + TRAVEL_MS;
  world.travelling.add(mail);
  for (const id of mails.keys()) {
    if (mails.size <= KEPT_MAILS) break;
    forget(world, id);
  }
}

/** Ends the way of the mails that have travelled long enough. */
export function arrive(world: World): void {
  for (const mail of world.travelling) {
    if (mail.arrivesAt === null || mail.arrivesAt > world.now()) continue;
    mail.arrivesAt = null;
    world.travelling.delete(mail);
    for (const what of fateOf(mail)) happen(world, mail, what);
  }
}

/** Something happens to a mail, with what such an event says besides. */
export function happen(world: World, mail: Mail, what: Happening): MailEvent {
  const event = emit(world, mail, what);
  event.more = moreOf(what);
  return event;
}

/** Somebody opened a mail. Told once, however often it is opened. */
export function open(world: World, mail: Mail): void {
  if (mail.openedAt !== null) return;
  mail.openedAt = world.now();
  happen(world, mail, "opened");
}

/** Somebody followed a link of a mail. */
export function click(world: World, mail: Mail, link: string): void {
  const timestamp = new Date(world.now()).toISOString();
  const who = { ipAddress: "127.0.0.1", userAgent: "The inbox page" };
  happen(world, mail, "clicked").more = { click: { link, timestamp, ...who } };
}

/** Forgets a mail, with what was still to be told about it. */
export function forget(world: World, id: string): void {
  const mail = world.state.mails.get(id);
  if (mail === undefined) return;
  world.state.mails.delete(id);
  world.travelling.delete(mail);
  for (const waiting of world.waiting) if (waiting.mail === mail) world.waiting.delete(waiting);
  world.touched.add(id);
}

/** What becomes of a mail by its addresses: Resend's own for testing, and whatever begins with "bounce". */
function fateOf({ to }: Mail): readonly Happening[] {
  const names = to.map((written) => bareAddress(written).toLowerCase());
  const begins = (word: string) =>
    names.some((name) => new RegExp(`^${word}(\\+[^@]*)?@resend\\.dev$`).test(name));
  if (begins("suppressed")) return ["suppressed"];
  if (names.some((name) => name.startsWith("bounce"))) return ["bounced"];
  return begins("complained") ? ["delivered", "complained"] : ["delivered"];
}

function moreOf(what: Happening): Json {
  switch (what) {
    case "bounced":
      return {
        bounce: {
          ...{ type: "Permanent", subType: "General" },
          message: "The recipient's mail server says that there is no such mailbox.",
        },
      };
    case "failed":
      return { failed: { reason: "reached_daily_quota" } };
    case "suppressed":
      return {
        suppressed: { type: "OnAccountSuppressionList", message: "The address bounced before." },
      };
    default:
      return {};
  }
}
