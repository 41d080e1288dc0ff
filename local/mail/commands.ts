import { calm, orderFault, setTiming } from "../faults.ts";
import { plan } from "./events.ts";
import { click, forget, happen, open } from "./fates.ts";
import { requireMail } from "./routes.ts";
import { HAPPENINGS, type Mail, type MailEvent, type World } from "./state.ts";

type Command = (world: World, fields: URLSearchParams) => void;

/** What its page, and journeys over HTTP, can have happen: by the value of `do`, with the fields that each reads. */
const COMMANDS: Record<string, Command> = {
  fault: ({ state }, fields) => orderFault(state.faults, fields),
  calm: ({ state }) => calm(state.faults),
  timing: ({ state }, fields) => setTiming(state.faults, fields),
  /** Something happens to a `mail`: one of `HAPPENINGS`, named by `what`. */
  happen: (world, fields) => {
    const what = HAPPENINGS.find((name) => name === fields.get("what"));
    if (what === undefined) throw new Error(`\`what\` is one of ${HAPPENINGS.join(", ")}.`);
    happen(world, mailOf(world, fields), what);
  },
  open: (world, fields) => open(world, mailOf(world, fields)),
  click: (world, fields) => click(world, mailOf(world, fields), fields.get("link") ?? ""),
  deliver: (world, fields) => plan(world, eventOf(world, fields), world.now()),
  deliverTwice: (world, fields) => {
    const found = eventOf(world, fields);
    plan(world, found, world.now());
    plan(world, found, world.now());
  },
  deliverLate: (world, fields) =>
    plan(world, eventOf(world, fields), world.now() + world.state.faults.lateMs),
  /** Forgets every mail and every fault. */
  reset: (world) => {
    for (const id of [...world.state.mails.keys()]) forget(world, id);
    world.state.answers = {};
    calm(world.state.faults);
  },
};

/** Carries out what `do` names. Throws a sentence when there is no such thing, or not now. */
export function command(world: World, fields: URLSearchParams): void {
  const name = fields.get("do") ?? "";
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (run === undefined) throw new Error(`\`do\` is one of ${Object.keys(COMMANDS).join(", ")}.`);
  run(world, fields);
}

function mailOf(world: World, fields: URLSearchParams): Mail {
  return requireMail(world, fields.get("mail") ?? "");
}

function eventOf(world: World, fields: URLSearchParams): { mail: Mail; event: MailEvent } {
  const mail = mailOf(world, fields);
  const event = mail.events.find(({ id }) => id === fields.get("event"));
  if (event === undefined) throw new Error("There is no such event.");
  return { mail, event };
}
