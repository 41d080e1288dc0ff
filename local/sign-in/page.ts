import { STYLE } from "./page-style.ts";
import type { Persona, Person } from "./people.ts";
import type { RefusedSignUp } from "./sign-up.ts";

export interface Picker {
  /** Where the forms go: this page's own address, with the parameters of the authorization request. */
  action: string;
  personas: readonly Persona[];
  signedUp: readonly Person[];
  refused?: RefusedSignUp | undefined;
}

/** The page on which one chooses who to be, or signs up somebody new. */
export function pickerPage({ action, personas, signedUp, refused }: Picker): string {
  const groups = [...new Set(personas.map(({ group }) => group))];
  const sections = groups.map((group) =>
    section(
      group,
      personas.filter((persona) => persona.group === group),
    ),
  );
  return page(
    "Sign in",
    `<header>
      <h1>Who would you like to be?</h1>
      <p>This marketplace runs on your own machine: choose somebody, there are no passwords.</p>
    </header>
    <form method="post" action="${escape(action)}">
      ${sections.join("")}
      ${section("Signed up here", signedUp)}
    </form>
    ${signUpForm(action, refused)}`,
  );
}

/** The page for a request that cannot be served, with the sentence that says why. */
export function refusalPage(sentence: string): string {
  return page(
    "Sign-in refused",
    `<header>
      <h1>This sign-in cannot go on</h1>
      <p role="alert">${escape(sentence)}</p>
      <p>Go back to the marketplace and sign in from there.</p>
    </header>`,
  );
}

function section(title: string, people: readonly (Person & { about?: string })[]): string {
  if (people.length === 0) return "";
  return `<section>
    <h2>${escape(title)}</h2>
    <ul>${people.map((person) => `<li>${choice(person)}</li>`).join("")}</ul>
  </section>`;
}

function choice({ subject, name, email, about }: Person & { about?: string }): string {
  return `<button name="subject" value="${escape(subject)}">
    <span class="initials" style="--hue: ${hueOf(subject)}" aria-hidden="true">${escape(initialsOf(name))}</span>
    <span class="who"><strong>${escape(name)}</strong> <span>${escape(about ?? email)}</span></span>
  </button>`;
}

function signUpForm(action: string, refused: RefusedSignUp | undefined): string {
  const problem = refused === undefined ? "" : `<p role="alert">${escape(refused.sentence)}</p>`;
  return `<form method="post" action="${escape(action)}" class="sign-up">
    <h2>Somebody new</h2>
    ${problem}
    <label>Name <input name="name" autocomplete="name" required maxlength="80" value="${escape(refused?.name ?? "")}"></label>
    <label>E-mail <input name="email" type="email" autocomplete="email" required maxlength="254" value="${escape(refused?.email ?? "")}"></label>
    <button class="primary">Sign up</button>
  </form>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

function initialsOf(name: string): string {
  const words = name.split(" ");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => Array.from(word ?? "")[0] ?? "").join("");
}

/** A hue in degrees that stays with the person. */
function hueOf(subject: string): number {
  return Array.from(subject).reduce(
    (hue, letter) => (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360,
    7,
  );
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
