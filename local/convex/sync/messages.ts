import type { JSONValue } from "convex/values";
import { RequestError } from "../errors.ts";

export interface AddQuery {
  type: "Add";
  queryId: number;
  udfPath: string;
  args: JSONValue;
  journal: string | null;
  componentPath: string;
}

export type QueryChange = AddQuery | { type: "Remove"; queryId: number };

export interface FunctionRequest {
  type: "Mutation" | "Action";
  requestId: number;
  udfPath: string;
  args: JSONValue;
  componentPath: string;
}

export type Authenticate = { type: "Authenticate"; baseVersion: number } & (
  | { tokenType: "None" }
  | { tokenType: "User"; value: string }
  | { tokenType: "Admin"; value: string; impersonating: JSONValue | undefined }
);

export type ClientMessage =
  | { type: "Connect"; sessionId: string; maxObservedTimestamp: string | null }
  | {
      type: "ModifyQuerySet";
      baseVersion: number;
      newVersion: number;
      modifications: QueryChange[];
    }
  | Authenticate
  | FunctionRequest
  | { type: "Event" };

type Fields = Record<string, JSONValue | undefined>;

/** @throws RequestError with what is wrong with the frame */
export function parseClientMessage(frame: string): ClientMessage {
  const message = asFields(parseJson(frame), "A frame");
  switch (message.type) {
    case "Connect": {
      const max = message.maxObservedTimestamp;
      return {
        type: "Connect",
        sessionId: nonEmpty(message, "sessionId"),
        maxObservedTimestamp: typeof max === "string" ? max : null,
      };
    }
    case "ModifyQuerySet":
      return {
        type: "ModifyQuerySet",
        baseVersion: count(message, "baseVersion"),
        newVersion: count(message, "newVersion"),
        modifications: list(message, "modifications").map(queryChange),
      };
    case "Authenticate":
      return authenticate(message);
    case "Mutation":
    case "Action":
      return {
        type: message.type,
        requestId: count(message, "requestId"),
        udfPath: text(message, "udfPath"),
        args: argumentsOf(message),
        componentPath: optionalText(message, "componentPath") ?? "",
      };
    case "Event":
      return { type: "Event" };
    default:
      throw malformed(
        `\`type\` is ${JSON.stringify(message.type)}, which this server does not know.`,
      );
  }
}

function queryChange(json: JSONValue): QueryChange {
  const change = asFields(json, "A modification");
  const queryId = count(change, "queryId");
  if (change.type === "Remove") return { type: "Remove", queryId };
  if (change.type !== "Add") throw malformed("A modification is neither Add nor Remove.");
  return {
    type: "Add",
    queryId,
    udfPath: text(change, "udfPath"),
    args: argumentsOf(change),
    journal: optionalText(change, "journal"),
    componentPath: optionalText(change, "componentPath") ?? "",
  };
}

function authenticate(message: Fields): Authenticate {
  const base = { type: "Authenticate", baseVersion: count(message, "baseVersion") } as const;
  switch (message.tokenType) {
    case "None":
      return { ...base, tokenType: "None" };
    case "User":
      return { ...base, tokenType: "User", value: text(message, "value") };
    case "Admin": {
      const value = text(message, "value");
      return { ...base, tokenType: "Admin", value, impersonating: message.impersonating };
    }
    default:
      throw malformed("`tokenType` must be None, User or Admin.");
  }
}

function argumentsOf(message: Fields): JSONValue {
  const [args = {}] = list(message, "args");
  return asFields(args, "The arguments") as JSONValue;
}

function parseJson(frame: string): JSONValue {
  try {
    return JSON.parse(frame) as JSONValue;
  } catch {
    throw malformed("It is not JSON.");
  }
}

function asFields(value: JSONValue, name: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw malformed(`${name} must be an object.`);
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw malformed(`\`${name}\` must be a string.`);
}

function nonEmpty(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value !== "") return value;
  throw malformed(`\`${name}\` must not be empty.`);
}

function optionalText(fields: Fields, name: string): string | null {
  return fields[name] === undefined || fields[name] === null ? null : text(fields, name);
}

function count(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw malformed(`\`${name}\` must be a non-negative integer.`);
}

function list(fields: Fields, name: string): JSONValue[] {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  throw malformed(`\`${name}\` must be an array.`);
}

function malformed(reason: string): RequestError {
  return new RequestError(
    400,
    "MalformedFrame",
    `The server received a malformed message. ${reason}`,
  );
}
