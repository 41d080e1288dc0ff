import { expect, test } from "vitest";
import { mountPoints } from "./definitions.ts";
import type { DefinitionAnalysis } from "./definitions.ts";

const PLATFORM = { CONVEX_CLOUD_URL: "http://cloud" };

function component(name: string, rest: Partial<DefinitionAnalysis> = {}): DefinitionAnalysis {
  const definitionType = { type: "childComponent" as const, name };
  return { definitionType, childComponents: [], httpMounts: {}, ...rest };
}

function app(rest: Partial<DefinitionAnalysis>): DefinitionAnalysis {
  return { definitionType: { type: "app" }, childComponents: [], httpMounts: {}, ...rest };
}

function paths(definitions: [string, DefinitionAnalysis][], env = {}) {
  return mountPoints(new Map(definitions), { app: env, platform: PLATFORM });
}

test("a component is mounted in each place where it is used", () => {
  const points = paths([
    ["", app({ childComponents: [use("pool", "../pool"), use("mail", "../mail")] })],
    ["../pool", component("pool", { childComponents: [use("mail", "../mail")] })],
    ["../mail", component("mail")],
  ]);
  expect(points.map(({ componentPath }) => componentPath)).toEqual([
    "",
    "pool",
    "pool/mail",
    "mail",
  ]);
  expect(points[0]?.children).toEqual({ pool: "pool", mail: "mail" });
});

test("a component sees what it is given and where the server is, not the app's environment", () => {
  const bound = use("mail", "../mail", [
    ["KEY", { type: "envVar", name: "MAIL_KEY" }],
    ["MODE", { type: "value", value: "fast" }],
  ]);
  const [, mail] = paths(
    [
      ["", app({ childComponents: [bound] })],
      ["../mail", component("mail", { envVars: [["KEY", { value: "{}" }]] })],
    ],
    { MAIL_KEY: "sesame", SECRET: "x" },
  );
  expect(mail?.env).toEqual({ ...PLATFORM, KEY: "sesame", MODE: "fast" });
});

test("a required variable that is not set is named with its component", () => {
  const definitions: [string, DefinitionAnalysis][] = [
    ["", app({ childComponents: [use("mail", "../mail")] })],
    ["../mail", component("mail", { envVars: [["KEY", { value: "{}" }]] })],
  ];
  expect(() => paths(definitions)).toThrow(/of component "mail" are not set: KEY\./);
});

test("an optional variable may be missing", () => {
  const envVars: DefinitionAnalysis["envVars"] = [["MODE", { value: "{}", optional: true }]];
  expect(paths([["", app({ envVars })]])).toHaveLength(1);
});

test("a component that was not pushed is named", () => {
  expect(() => paths([["", app({ childComponents: [use("mail", "../mail")] })]])).toThrow(
    /"\.\.\/mail" is used but was not pushed/,
  );
});

type Child = DefinitionAnalysis["childComponents"][number];

function use(name: string, path: string, env: Child["env"] = []): Child {
  return { name, path, env };
}
