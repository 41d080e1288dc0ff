import { post } from "./fates.ts";
import { readPayload, type Payload } from "./payload.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";
import type { Json, Mail, World } from "./state.ts";

export interface MailRequest {
  method: string;
  /** With the query, as in "/emails?limit=10". */
  path: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

const MOST_IN_A_BATCH = 100;

/** Answers what the stand-in knows of Resend's API. Throws a `Refusal` otherwise. */
export function route(world: World, request: MailRequest): Json {
  const [path = "", query = ""] = request.path.split("?");
  const id = /^\/emails\/([\w-]+)$/.exec(path)?.[1] ?? null;
  switch (`${request.method} ${path}`) {
    case "POST /emails":
      return { id: accept(world, readPayload(readJson(request.body)), request).id };
    case "POST /emails/batch":
      return acceptAll(world, request);
    case "GET /emails":
      return list(world, new URLSearchParams(query));
    case `GET /emails/${id ?? ""}`:
      return render(requireMail(world, id ?? ""));
    default:
      throw id !== null || path === "/emails"
        ? new Refusal(405, "method_not_allowed", "Method is not allowed for the requested path.")
        : notFound("The requested endpoint was");
  }
}

export function requireMail({ state }: World, id: string): Mail {
  const mail = state.mails.get(id);
  if (mail === undefined) throw notFound("Email");
  return mail;
}

function accept(world: World, payload: Payload, { headers }: MailRequest): Mail {
  const id = world.draw();
  const mail: Mail = {
    ...{ id, messageId: `<${id}@mail.example>`, created: world.now(), ...payload },
    idempotencyKey: headers["idempotency-key"] ?? null,
    ...{ lastEvent: "sent", arrivesAt: null, openedAt: null, events: [] },
  };
  post(world, mail);
  return mail;
}

/** All of a batch, or nothing of it. */
function acceptAll(world: World, request: MailRequest): Json {
  const all = readJson(request.body);
  if (!Array.isArray(all)) throw invalid("The request body must be an array.");
  if (all.length > MOST_IN_A_BATCH) {
    throw invalid(`A batch holds at most ${MOST_IN_A_BATCH} emails.`);
  }
  const payloads = all.map(readPayload);
  if (payloads.some(({ attachments }) => attachments.length > 0)) {
    throw invalid("The `attachments` field is not supported in a batch.");
  }
  return { data: payloads.map((payload) => ({ id: accept(world, payload, request).id })) };
}

/** One page of all mails, newest first. */
function list({ state }: World, query: URLSearchParams): Json {
  const limit = Number(query.get("limit") ?? 20);
  const after = query.get("after");
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) {
    throw invalid("The `limit` must be a number between 1 and 100.");
  }
  const all = [...state.mails.values()].reverse();
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw notFound("Email");
  const data = all.slice(start, start + limit).map((mail) => {
    const { html, text, tags, object, ...row } = render(mail);
    return row;
  });
  return { object: "list", has_more: all.length > start + limit, data };
}

function render(mail: Mail): Json {
  const orNull = (addresses: string[]) => (addresses.length === 0 ? null : addresses);
  return {
    ...{ object: "email", id: mail.id, message_id: mail.messageId },
    ...{ from: mail.from, to: mail.to, subject: mail.subject, html: mail.html, text: mail.text },
    ...{ cc: orNull(mail.cc), bcc: orNull(mail.bcc), reply_to: orNull(mail.replyTo) },
    ...{ tags: mail.tags, last_event: mail.lastEvent, scheduled_at: null },
    created_at: new Date(mail.created).toISOString(),
  };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, "validation_error", "The request body is not valid JSON.");
  }
}
