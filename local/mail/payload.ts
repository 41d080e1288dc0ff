import { invalid, missingField, Refusal } from "./refusal.ts";
import type { Attachment, Json, Mail } from "./state.ts";

/** The part of a mail that its sender writes. */
export type Payload = Pick<
  Mail,
  | ("from" | "to" | "cc" | "bcc" | "replyTo" | "subject" | "html" | "text")
  | ("headers" | "tags" | "attachments")
>;

const KNOWN = new Set([
  ...["from", "to", "cc", "bcc", "reply_to", "subject", "html", "text"],
  ...["headers", "tags", "attachments"],
]);

const MOST_RECIPIENTS = 50;
const LONGEST_TAG = 256;
/** What a mail may weigh as Resend counts it, in base64. */
const HEAVIEST_BYTES = 40 * 1024 * 1024;

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;
// eslint-disable-next-line no-control-regex -- A header must not hold any.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Reads what `POST /emails` was sent. Throws a `Refusal` for whatever Resend, or this stand-in, does not take. */
export function readPayload(value: unknown): Payload {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid("The request body must be a JSON object.");
  }
  const body = value as Json;
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw invalid(`This stand-in does not know the field \`${unknown}\`.`);
  const html = readText(body, "html");
  const text = readText(body, "text");
  const payload: Payload = {
    from: readSender(body),
    to: readAddresses(body, "to"),
    cc: readAddresses(body, "cc"),
    bcc: readAddresses(body, "bcc"),
    replyTo: readAddresses(body, "reply_to"),
    subject: readSubject(body),
    ...{ html, text },
    headers: readHeaders(body.headers),
    tags: readList(body, "tags").map(readTag),
    attachments: readAttachments(body),
  };
  if (payload.to.length === 0) throw missingField("to");
  if (html === null && text === null) throw invalid("Missing `html` or `text` field.");
  return payload;
}

/** The address in "Name <address>", or the whole of what is given. */
export function bareAddress(written: string): string {
  return /<([^<>]*)>\s*$/.exec(written)?.[1] ?? written.trim();
}

function readText(body: Json, name: string): string | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw invalid(`The \`${name}\` field must be a string.`);
  return value;
}

function readSender(body: Json): string {
  const from = readText(body, "from");
  if (from === null || from === "") throw missingField("from");
  requireAddress("from", from);
  return from;
}

function readSubject(body: Json): string {
  const subject = readText(body, "subject");
  if (subject === null || subject === "") throw missingField("subject");
  if (CONTROL.test(subject)) throw invalid("The `subject` field must be one line.");
  return subject;
}

function readAddresses(body: Json, name: string): string[] {
  const value = body[name];
  const list: unknown[] = value === undefined || value === null ? [] : [value].flat();
  if (list.length > MOST_RECIPIENTS) {
    throw invalid(`The \`${name}\` field must not hold more than ${MOST_RECIPIENTS} addresses.`);
  }
  return list.map((address) => {
    if (typeof address !== "string") throw invalid(`The \`${name}\` field must be a string.`);
    requireAddress(name, address);
    return address;
  });
}

function requireAddress(name: string, written: string): void {
  const address = bareAddress(written);
  const isAlone = written.trim() === address;
  if (!CONTROL.test(written) && ADDRESS.test(address) && (isAlone || isName(written))) return;
  throw invalid(
    `Invalid \`${name}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
  );
}

/** Whether what stands before the address is one name: a comma or a bracket outside quotes would begin another address. */
function isName(written: string): boolean {
  const name = written.slice(0, written.lastIndexOf("<")).trim();
  return /^"(?:[^"\\]|\\.)*"$/.test(name) || !/[<>,;:"]/.test(name);
}

function readHeaders(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") throw invalid("The `headers` field must be an object.");
  const headers = Object.entries(value as Json);
  for (const [name, text] of headers) {
    const isFine = typeof text === "string" && !CONTROL.test(text) && /^[\w-]+$/.test(name);
    if (!isFine) throw invalid(`The header \`${name}\` is not one line of text.`);
  }
  return Object.fromEntries(headers) as Record<string, string>;
}

function readList(body: Json, name: string): Json[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value)) throw invalid(`The \`${name}\` field must be an array.`);
  return value as Json[];
}

function readTag({ name, value }: Json): { name: string; value: string } {
  for (const part of [name, value]) {
    if (typeof part === "string" && /^[\w-]+$/.test(part) && part.length <= LONGEST_TAG) continue;
    throw invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
  }
  return { name: String(name), value: String(value) };
}

function readAttachments(body: Json): Attachment[] {
  const attachments = readList(body, "attachments").map(readAttachment);
  const weight = attachments.reduce((sum, { content }) => sum + content.length, 0);
  if (weight > HEAVIEST_BYTES) throw invalidAttachment("The attachments exceed 40 MB.");
  return attachments;
}

function readAttachment(one: Json): Attachment {
  const { filename, content, content_type: type, content_id: contentId, path } = one;
  if (path !== undefined) throw invalidAttachment("This stand-in fetches no attachment by `path`.");
  if (typeof content !== "string" || !/^[A-Za-z0-9+/\s]*={0,2}$/.test(content)) {
    throw invalidAttachment("Attachment must have a `content` in base64.");
  }
  if (typeof filename !== "string" || filename === "" || CONTROL.test(filename)) {
    throw invalidAttachment("Attachment must have a `filename`.");
  }
  return {
    ...{ filename, content },
    contentType: typeof type === "string" ? type : "application/octet-stream",
    contentId: typeof contentId === "string" ? contentId : null,
  };
}

function invalidAttachment(message: string): Refusal {
  return new Refusal(422, "invalid_attachment", message);
}
