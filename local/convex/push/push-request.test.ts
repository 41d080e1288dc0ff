import type { JSONValue } from "convex/values";
import { expect, test } from "vitest";
import { parsePushRequest } from "./push-request.ts";

const MODULE = { path: "messages.js", source: "export {}", environment: "isolate" };

function push(app: Record<string, JSONValue> = {}, components: JSONValue[] = []): JSONValue {
  return {
    adminKey: "k",
    dryRun: false,
    appDefinition: {
      definition: null,
      schema: null,
      dependencies: [],
      changedModules: [MODULE],
      unchangedModuleHashes: [],
      ...app,
    },
    componentDefinitions: components,
    nodeDependencies: [],
  };
}

test("reads a push of the command line", () => {
  expect(parsePushRequest(push()).appDefinition.changedModules).toEqual([MODULE]);
});

test.each<[string, JSONValue]>([
  ["nothing", null],
  ["a list", []],
  ["an app without modules", push({ changedModules: null })],
  ["a module without a source", push({ changedModules: [{ path: "a.js" }] })],
  [
    "a module of an unknown runtime",
    push({ changedModules: [{ ...MODULE, environment: "deno" }] }),
  ],
  ["a component without a definition", push({}, [{}])],
  ["a module outside of its folder", push({ changedModules: [{ ...MODULE, path: "../a.js" }] })],
])("refuses %s", (_name, body) => {
  expect(() => parsePushRequest(body)).toThrow("This is not a push of the Convex CLI");
});

test("says what to do about a push that leaves modules out", () => {
  const unchangedModuleHashes = [{ path: "a.js", sha256: "x" }];
  expect(() => parsePushRequest(push({ unchangedModuleHashes }))).toThrow("--push-all-modules");
});
