/** What counts as the engine: whatever lists slots or decides a request, with all it imports. */
export * from "../../core/availability/check.ts";
export * from "../../core/availability/engine.ts";
