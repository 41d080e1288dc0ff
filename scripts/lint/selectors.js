/** Shapes of code that are refused, each with the sentence that says what to do instead. */

const clock = {
  selector: [
    "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    "NewExpression[callee.name='Date'][arguments.length=0]",
    "CallExpression[callee.name='Date']",
  ].join(", "),
  message: "core/ has no clock: take `now` as an argument.",
};

const randomness = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: "core/ has no randomness: take the random value as an argument.",
};

const queryClock = {
  selector:
    "CallExpression[callee.name=/^(query|internalQuery)$/] :matches(CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0])",
  message:
    "A query that reads the clock is never cached: let the client pass the time or cut by it.",
};

const identity = {
  selector:
    "MemberExpression[object.name=/ctx$/i][property.name='auth'], ObjectPattern > Property[key.name='auth']",
  message: "Who is calling is asked in access.ts and functions.ts only: call a guard.",
};

const registration = {
  selector:
    "CallExpression[callee.name=/^(query|mutation|action|internalQuery|internalMutation|internalAction|httpAction)$/]",
  message:
    "tables.ts, access.ts and model.ts register nothing: move this to the domain's public file or to jobs.ts.",
};

const defaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name, so that one thing has one name everywhere.",
};

export const forbidden = {
  core: [clock, randomness, defaultExport],
  screens: [defaultExport],
  backend: [queryClock, identity, defaultExport],
  backendInside: [queryClock, identity, defaultExport, registration],
  access: [queryClock, defaultExport, registration],
  functions: [queryClock, defaultExport],
  conventional: [queryClock, identity],
};

const builders = ["query", "mutation", "action"].flatMap((kind) => [
  kind,
  `internal${kind[0].toUpperCase()}${kind.slice(1)}`,
]);

/** Imports of the raw builders; the backend's own, with our checks in them, come from `convex/functions.ts`. */
export const rawBuilders = {
  patterns: [
    {
      regex: "_generated/server(\\.[jt]s)?$",
      importNames: [...builders, "httpAction"],
      message: "Builders come from convex/functions.ts.",
    },
    {
      regex: "^convex/server$",
      importNames: [...builders, "httpAction"].map((name) => `${name}Generic`),
      message: "Builders come from convex/functions.ts.",
    },
    {
      regex: "^convex-helpers/server/(customFunctions|zod)",
      message: "Builders are made in convex/functions.ts.",
    },
  ],
};
