import type { People, Person } from "./people.ts";

/** What the sign-up form held, and why it cannot be taken. */
export interface RefusedSignUp {
  name: string;
  email: string;
  sentence: string;
}

const MAX_NAME = 80;

/** 254 characters is the longest address that mail can carry (RFC 5321). */
const MAX_EMAIL = 254;

/** One @ with something on both sides and a dot behind it: only a sent mail could tell more. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Signs a new person up, or says what to correct. */
export async function signUp(
  people: People,
  form: URLSearchParams,
): Promise<{ person: Person } | { refused: RefusedSignUp }> {
  const name = (form.get("name") ?? "").trim().replaceAll(/\s+/g, " ");
  const email = (form.get("email") ?? "").trim();
  const refuse = (sentence: string) => ({ refused: { name, email, sentence } });

  if (name === "" || name.length > MAX_NAME) {
    return refuse(`Please give a name of 1 to ${MAX_NAME} characters.`);
  }
  if (!EMAIL.test(email) || email.length > MAX_EMAIL) {
    return refuse("Please give an e-mail address such as you@example.com; any will do here.");
  }
  const namesake = people.findByEmail(email);
  // The same form sent twice, by a double click for one, is one sign-up.
  if (namesake?.name === name) return { person: namesake };
  if (namesake !== undefined) {
    return refuse(`${namesake.name} already has this address. Choose them above, or use another.`);
  }
  return { person: await people.signUp(name, email) };
}
