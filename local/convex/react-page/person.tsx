import { useConvexAuth, useQuery } from "convex/react";
import { useCallback, useState, useSyncExternalStore } from "react";
import { api } from "../fixture/convex/_generated/api";

declare global {
  interface Window {
    /** Given by the test: a fresh token of its issuer. */
    issueToken(subject: string): Promise<string>;
  }
}

/** Who is signed in, for all of the page. */
let subject: string | null = null;
const listeners = new Set<() => void>();

function signIn(next: string | null): void {
  subject = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocalAuth() {
  const current = useSyncExternalStore(subscribe, () => subject);
  const fetchAccessToken = useCallback(async () => {
    return current === null ? null : await window.issueToken(current);
  }, [current]);
  return { isLoading: false, isAuthenticated: current !== null, fetchAccessToken };
}

export function Person() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const me = useQuery(api.people.me, {});
  const [name, setName] = useState("");
  const state = isLoading ? "loading" : isAuthenticated ? "signed in" : "signed out";
  return (
    <section>
      <input aria-label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <button onClick={() => signIn(name)}>Sign in</button>
      <button onClick={() => signIn(null)}>Sign out</button>
      <p data-testid="auth">{state}</p>
      <p data-testid="me">{me === undefined ? "…" : (me?.subject ?? "nobody")}</p>
    </section>
  );
}
