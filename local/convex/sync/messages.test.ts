import fc from "fast-check";
import { expect, test } from "vitest";
import { RequestError } from "../errors.ts";
import { parseClientMessage } from "./messages.ts";

test("reads the queries that a client adds and removes", () => {
  const frame = {
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [
      { type: "Add", queryId: 0, udfPath: "messages:list", args: [{}], journal: null },
      { type: "Remove", queryId: 3 },
    ],
  };
  expect(parseClientMessage(JSON.stringify(frame))).toEqual({
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [
      {
        type: "Add",
        queryId: 0,
        udfPath: "messages:list",
        args: {},
        journal: null,
        componentPath: "",
      },
      { type: "Remove", queryId: 3 },
    ],
  });
});

test.each([
  ["no JSON", "{", /not JSON/],
  ["a list", "[]", /must be an object/],
  ["an unknown type", '{"type":"Hello"}', /"Hello", which this server does not know/],
  ["no session", '{"type":"Connect"}', /`sessionId` must be a string/],
  ["an empty session", '{"type":"Connect","sessionId":""}', /must not be empty/],
  [
    "a negative request",
    '{"type":"Mutation","requestId":-1,"udfPath":"a:b","args":[{}]}',
    /`requestId` must be a non-negative integer/,
  ],
  [
    "arguments that are no object",
    '{"type":"Action","requestId":1,"udfPath":"a:b","args":[3]}',
    /arguments must be an object/,
  ],
])("refuses %s with a sentence", (_name, frame, message) => {
  expect(() => parseClientMessage(frame)).toThrow(message);
});

test("whatever arrives is understood or refused, never a failure of the server", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (frame) => {
      try {
        parseClientMessage(frame);
      } catch (error) {
        expect(error).toBeInstanceOf(RequestError);
      }
    }),
  );
});
