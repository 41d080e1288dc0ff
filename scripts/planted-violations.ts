/** Code that breaks the rules of the house, one rule at a time. */

/** A file, and the rules of the linter that must report it: these and no others. */
export type LintPlant = { path: string; rules: string[]; code: string };

/** A file whose import breaks a rule; without a rule, it is only there to be imported. */
export type ImportPlant = { path: string; rule?: string; code: string };

const SYNTAX = "no-restricted-syntax";

const BUILDERS = `export { queryGeneric as query, mutationGeneric as mutation, internalQueryGeneric as internalQuery } from "convex/server";`;
const GUARD = `export async function requireMember(ctx: object): Promise<object> { return Promise.resolve(ctx); }`;

function handler(body: string, kind = "query"): string {
  return `import { ${kind} } from "./functions";
import { requireMember } from "./members/access";
export const done = ${kind}({ args: {}, handler: async (ctx) => { await requireMember(ctx); ${body} } });`;
}

/** Written to the planted tree so that the violations beside them compile. */
export const sound: LintPlant[] = [
  { path: "convex/functions.ts", rules: [], code: BUILDERS },
  { path: "convex/members/access.ts", rules: [], code: GUARD },
  { path: "convex/sound.ts", rules: [], code: handler("return null;") },
  {
    path: "convex/clock.ts",
    rules: [],
    code: handler("return Date.now();", "mutation"),
  },
];

const coreLint: LintPlant[] = [
  { path: "core/clock.ts", rules: [SYNTAX], code: `export const nowMs = () => Date.now();` },
  { path: "core/today.ts", rules: [SYNTAX], code: `export const today = () => new Date();` },
  { path: "core/text-clock.ts", rules: [SYNTAX], code: `export const text = () => Date();` },
  { path: "core/dice.ts", rules: [SYNTAX], code: `export const roll = () => Math.random();` },
  { path: "core/nameless.ts", rules: [SYNTAX], code: `export default 1;` },
  { path: "core/utils.ts", rules: ["ours/file-names"], code: `export const one = 1;` },
  {
    path: "core/many.ts",
    rules: ["@typescript-eslint/max-params"],
    code: `export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;`,
  },
  {
    path: "core/long.ts",
    rules: ["max-lines"],
    code: `export const list = [\n${"  1,\n".repeat(400)}];`,
  },
  {
    path: "core/long-function.ts",
    rules: ["max-lines-per-function"],
    code: `export function list() {\n  return [\n${"    1,\n".repeat(80)}  ];\n}`,
  },
  {
    path: "core/loose.ts",
    rules: ["eqeqeq"],
    code: `export const isOne = (n: number) => n == 1;`,
  },
  {
    path: "core/forgotten.ts",
    rules: ["@typescript-eslint/no-floating-promises"],
    code: `export function start(work: () => Promise<void>) { work(); }`,
  },
];

const backendLint: LintPlant[] = [
  {
    path: "convex/queryClock.ts",
    rules: [SYNTAX],
    code: handler("return Date.now();"),
  },
  {
    path: "convex/internalQueryClock.ts",
    rules: [SYNTAX],
    code: handler("return new Date().getTime();", "internalQuery"),
  },
  {
    path: "convex/identity.ts",
    rules: [SYNTAX],
    code: handler("return await ctx.auth.getUserIdentity();"),
  },
  {
    path: "convex/bookings/model.ts",
    rules: [SYNTAX],
    code: `export const who = (context: { auth: string }) => { const { auth } = context; return auth; };`,
  },
  {
    path: "convex/bookings/tables.ts",
    rules: [SYNTAX],
    code: `import { internalQuery } from "../functions";
export const all = internalQuery({ args: {}, handler: () => null });`,
  },
  {
    path: "convex/bookings/access.ts",
    rules: [SYNTAX],
    code: `import { internalQuery } from "../functions";
export const all = internalQuery({ args: {}, handler: () => null });`,
  },
  {
    path: "convex/members/model.ts",
    rules: [],
    code: `export function requireNothing() { return null; }`,
  },
  {
    path: "convex/unguarded.ts",
    rules: ["@convex-dev/require-access-control"],
    code: `import { query } from "./functions";
export const all = query({ args: {}, handler: () => null });`,
  },
  {
    path: "convex/lateGuard.ts",
    rules: ["ours/guard-first"],
    code: `import { query } from "./functions";
import { requireMember } from "./members/access";
export const all = query({ args: {}, handler: async (ctx) => {
  console.log("asked");
  await requireMember(ctx);
  return null;
} });`,
  },
  {
    path: "convex/foreignGuard.ts",
    rules: ["ours/guard-first"],
    code: `import { query } from "./functions";
import { requireNothing } from "./members/model";
export const all = query({ args: {}, handler: () => { requireNothing(); return null; } });`,
  },
  {
    path: "convex/elsewhere.ts",
    rules: ["ours/guard-first"],
    code: `import { query } from "./functions";
const handler = () => null;
export const all = query({ args: {}, handler });`,
  },
  {
    path: "convex/collect.ts",
    rules: ["@convex-dev/no-collect-in-query"],
    code: handler(`return (await ctx.db.query("bookings").collect()).length;`),
  },
  {
    path: "convex/filter.ts",
    rules: ["@convex-dev/no-filter-in-query"],
    code: handler(
      `await ctx.db.query("bookings").filter((q) => q.eq(q.field("a"), 1)).first(); return null;`,
    ),
  },
  {
    path: "convex/inNode.ts",
    rules: [],
    code: `"use node";\nexport const one = 1;`,
  },
  {
    path: "convex/wrongRuntime.ts",
    rules: ["@convex-dev/import-wrong-runtime"],
    code: `import { one } from "./inNode";\nexport const two = one + one;`,
  },
  {
    path: "convex/unvalidated.ts",
    rules: ["@convex-dev/require-args-validator"],
    code: `import { query } from "./functions";
import { requireMember } from "./members/access";
export const all = query({ handler: async (ctx) => { await requireMember(ctx); return null; } });`,
  },
  {
    path: "convex/rawBuilder.ts",
    rules: ["no-restricted-imports"],
    code: `import { queryGeneric } from "convex/server";\nexport const builder = queryGeneric;`,
  },
  {
    path: "convex/generatedBuilder.ts",
    rules: ["no-restricted-imports"],
    code: `export { mutation } from "./_generated/server";`,
  },
  {
    path: "convex/ownBuilder.ts",
    rules: ["no-restricted-imports"],
    code: `export { customQuery } from "convex-helpers/server/customFunctions";`,
  },
];

const screenLint: LintPlant[] = [
  { path: "src/MemberCard.tsx", rules: ["ours/file-names"], code: `export const one = 1;` },
  {
    path: "src/sometimes.tsx",
    rules: ["react-hooks/rules-of-hooks"],
    code: `import { useId } from "react";
export function Field({ named }: { named: boolean }) {
  if (named) return <b id={useId()} />;
  return null;
}`,
  },
  {
    path: "src/picture.tsx",
    rules: ["jsx-a11y/alt-text"],
    code: `export const Picture = () => <img src="/one.png" />;`,
  },
  {
    path: "src/nameless.tsx",
    rules: [SYNTAX],
    code: `export default function Page() { return null; }`,
  },
];

export const lintPlants = [...sound, ...coreLint, ...backendLint, ...screenLint];

const imports = (specifier: string) =>
  `import { one } from "${specifier}";\nexport const two = one;`;
const ONE = "export const one = 1;";

/** Each module that is imported below holds {@link ONE}. */
export const importPlants: ImportPlant[] = [
  ...[
    "core/one.ts",
    "convex/functions.ts",
    "convex/tenants.ts",
    "convex/members/model.ts",
    "convex/members/access.ts",
    "convex/members/tables.ts",
    "convex/_generated/api.ts",
    "convex/_generated/server.ts",
    "src/app/one.ts",
    "src/features/booker/one.ts",
    "src/lib/one.ts",
    "local/one.ts",
  ].map((path) => ({ path, code: ONE })),

  {
    path: "core/cycle-a.ts",
    rule: "no-cycles",
    code: `import { b } from "./cycle-b.ts";\nexport const a = () => b;`,
  },
  {
    path: "core/cycle-b.ts",
    code: `import type { a } from "./cycle-a.ts";\nexport const b: typeof a | 1 = 1;`,
  },
  {
    path: "core/packaged.ts",
    rule: "core-is-pure",
    code: `import { v as one } from "convex/values";\nexport const two = one;`,
  },
  {
    path: "core/reader.ts",
    rule: "core-is-pure",
    code: `import { readFileSync as one } from "node:fs";\nexport const two = one;`,
  },
  {
    path: "core/wide.test.ts",
    rule: "core-tests-stay-in-core",
    code: imports("../src/lib/one.ts"),
  },
  {
    path: "src/backend.ts",
    rule: "src-sees-generated-and-core",
    code: imports("../convex/members/model"),
  },
  {
    path: "src/server.ts",
    rule: "src-sees-generated-and-core",
    code: imports("../convex/_generated/server"),
  },
  { path: "src/standin.ts", rule: "src-sees-generated-and-core", code: imports("../local/one") },
  {
    path: "src/reader.ts",
    rule: "src-runs-in-the-browser",
    code: `import { readFileSync as one } from "node:fs";\nexport const two = one;`,
  },
  {
    path: "convex/members/screens.ts",
    rule: "convex-sees-only-core",
    code: imports("../../src/lib/one"),
  },
  {
    path: "local/insider.ts",
    rule: "local-sees-nothing-of-the-product",
    code: imports("../core/one.ts"),
  },
  {
    path: "local/client.ts",
    rule: "local-sees-nothing-of-the-product",
    code: imports("../convex/_generated/api.ts"),
  },
  {
    path: "convex/bookings.ts",
    rule: "domains-meet-at-model-and-access",
    code: imports("./members/tables"),
  },
  {
    path: "convex/bookings/jobs.ts",
    rule: "domains-meet-at-model-and-access",
    code: imports("../members/tables"),
  },
  {
    path: "convex/bookings/model.ts",
    rule: "public-files-are-leaves",
    code: imports("../tenants"),
  },
  {
    path: "src/features/editor/one.ts",
    rule: "features-do-not-meet",
    code: imports("../booker/one"),
  },
  {
    path: "src/features/editor/two.ts",
    rule: "features-do-not-see-app",
    code: imports("../../app/one"),
  },
  {
    path: "src/components/one.ts",
    rule: "parts-do-not-see-features",
    code: imports("../features/booker/one"),
  },

  { path: "convex/customers.ts", code: imports("./members/model") },
  { path: "convex/customers/model.ts", code: imports("../members/access") },
  { path: "convex/schema.ts", code: imports("./members/tables") },
  {
    path: "src/features/booker/two.ts",
    code: `export * from "./one";\nexport * from "../../lib/one";\nexport * from "../../../core/one";`,
  },
  { path: "src/lib/api.ts", code: imports("../../convex/_generated/api") },
];
