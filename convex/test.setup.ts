/// <reference types="vite/client" />
import { convexTest } from "convex-test";
import schema from "./schema";

/** Every module of the backend, as a deployment would have it. */
const modules = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./test.setup.ts"]);

/** A fresh backend, empty but for what a test puts in it. */
export function startBackend() {
  return convexTest({ schema, modules, transactionLimits: true });
}

export type Backend = ReturnType<typeof startBackend>;
