/** A service's own place for trying: what is asked of it, or why nothing can be. */
export type Sandbox =
  { missing: string } | { checks: [what: string, check: () => Promise<void>][] };
