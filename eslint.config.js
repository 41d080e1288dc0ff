import convex from "@convex-dev/eslint-plugin";
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { fileNames } from "./scripts/lint/file-names.js";
import { guardFirst } from "./scripts/lint/guard-first.js";
import { forbidden, rawBuilders } from "./scripts/lint/selectors.js";

const tests = ["**/*.test.{ts,tsx}", "**/*.spec.ts"];
const forbid = (files, shapes, ignores = []) => ({
  files,
  ignores: [...tests, ...ignores],
  rules: { "no-restricted-syntax": ["error", ...shapes] },
});

const everywhere = {
  plugins: { ours: { rules: { "file-names": fileNames, "guard-first": guardFirst } } },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    eqeqeq: ["error", "always", { null: "ignore" }],
    "max-lines": ["error", 400],
    "max-lines-per-function": ["error", 80],
    "ours/file-names": "error",
  },
};

const typed = {
  files: ["**/*.{ts,tsx}"],
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    // Convex accepts a `type` as a value of its own and refuses the same shape as an `interface`.
    "@typescript-eslint/consistent-type-definitions": "off",
    // Views leave fields of a row out by naming them beside a rest.
    "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
    "@typescript-eslint/max-params": ["error", { max: 3 }],
    "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    // React ignores what an event handler returns, so an async one is no mistake there.
    "@typescript-eslint/no-misused-promises": [
      "error",
      { checksVoidReturn: { attributes: false } },
    ],
  },
};

// Convex's own list matches every folder called convex, and local/convex is a server, not a backend.
const backend = {
  files: ["convex/**/*.{ts,tsx}"],
  ignores: ["convex/test.setup.ts"],
  plugins: { "@convex-dev": convex },
  rules: {
    ...convex.configs.recommended[0].rules,
    "@convex-dev/require-access-control": ["error", { pattern: "^(require|find)[A-Z]" }],
    "@convex-dev/no-collect-in-query": "error",
    "@convex-dev/import-wrong-runtime": "error",
    "@convex-dev/no-filter-in-query": "error",
    "@convex-dev/no-top-of-hour-crons": "error",
    "no-restricted-imports": ["error", rawBuilders],
    "ours/guard-first": "error",
  },
};

const screens = {
  files: ["src/**/*.{ts,tsx}"],
  extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.strict],
  rules: { "ours/file-names": ["error", { kebab: true }] },
};

export default defineConfig(
  {
    ignores: [
      "**/_generated/",
      "**/*.generated.ts",
      "dist/",
      ".data/",
      "test-results/",
      "playwright-report/",
    ],
  },
  js.configs.recommended,
  everywhere,
  typed,
  { files: ["**/*.js"], languageOptions: { globals: { process: "readonly" } } },
  { files: ["**/*.cjs"], languageOptions: { globals: { module: "writable" } } },
  backend,
  { files: ["convex/functions.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["convex/env.ts", "convex/auth.config.ts"],
    rules: { "@convex-dev/no-process-env": "off" },
  },
  {
    // They say "use node" themselves, which the rule does not look for in the file that imports.
    files: ["convex/messages/mail/*.tsx", "convex/messages/deliver.ts"],
    rules: { "@convex-dev/import-wrong-runtime": "off" },
  },
  screens,
  forbid(["core/**/*.ts"], forbidden.core),
  forbid(["src/**/*.{ts,tsx}"], forbidden.screens),
  forbid(["convex/**/*.{ts,tsx}"], forbidden.backend),
  forbid(["convex/*/{tables,model}.ts"], forbidden.backendInside),
  forbid(["convex/*/access.ts", "convex/access.ts"], forbidden.access),
  forbid(["convex/functions.ts"], forbidden.functions),
  // Convex finds these by their default export.
  forbid(["convex/{schema,http,crons,auth.config,convex.config}.ts"], forbidden.conventional),
  { files: tests, rules: { "max-lines-per-function": "off" } },
  // A test looks at the whole of a small database.
  { files: ["convex/**/*.test.ts"], rules: { "@convex-dev/no-collect-in-query": "off" } },
);
