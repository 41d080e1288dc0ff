import type { Intent, World } from "./state.ts";

/** Notes when something will become of an intent by itself; null for not at all. */
export function setDue(world: World, intent: Intent, dueAt: number | null): void {
  intent.dueAt = dueAt;
  if (dueAt === null) world.expected.delete(intent);
  else world.expected.add(intent);
}
