/**
 * What functions see as `process`. In the default runtime it has nothing but the deployment's environment; in
 * Node.js it is the real one, with that environment in place of the server's own.
 */
export function deploymentProcess(
  env: Record<string, string>,
  environment: "isolate" | "node",
): object {
  if (environment === "isolate") return { env: { ...env } };
  return Object.create(hostProcess, {
    env: { value: { ...env }, enumerable: true, writable: true, configurable: true },
  }) as object;
}

// Taken before convex-test puts its own getters in front of the globals.
const hostProcess = globalThis.process;
