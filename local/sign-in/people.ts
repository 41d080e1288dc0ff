import { createHash, randomBytes } from "node:crypto";
import { readJson, writeJson } from "../json-file.ts";

/** Somebody who can sign in. `subject` is the `sub` of their tokens and never changes. */
export interface Person {
  subject: string;
  name: string;
  email: string;
}

/** A seeded person, with a word on what one can try as them. */
export interface Persona extends Person {
  group: string;
  about: string;
}

interface Session {
  /** SHA-256 of the refresh token, so that the file alone signs nobody in. */
  tokenHash: string;
  subject: string;
  expiresMs: number;
}

interface Saved {
  people: readonly Person[];
  sessions: readonly Session[];
}

/** Thirty days, as long as people expect to stay signed in on their own machine. */
const SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/** Who can sign in, and who is signed in: the seeded people, and a file with those who signed up and all sessions. */
export class People {
  readonly seeded: readonly Persona[];
  readonly #file: string;
  #saved: Saved;
  #lastChange: Promise<void> = Promise.resolve();

  constructor(seeded: readonly Persona[], file: string, saved: Saved) {
    this.seeded = seeded;
    this.#file = file;
    this.#saved = saved;
  }

  static async open(seeded: readonly Persona[], file: string): Promise<People> {
    const saved = (await readJson(file)) as Saved | null;
    return new People(seeded, file, saved ?? { people: [], sessions: [] });
  }

  get signedUp(): readonly Person[] {
    return this.#saved.people;
  }

  find(subject: string): Person | undefined {
    return [...this.seeded, ...this.signedUp].find((person) => person.subject === subject);
  }

  findByEmail(email: string): Person | undefined {
    const wanted = email.toLowerCase();
    return [...this.seeded, ...this.signedUp].find(
      (person) => person.email.toLowerCase() === wanted,
    );
  }

  async signUp(name: string, email: string): Promise<Person> {
    const person = { subject: `person-${randomBytes(9).toString("base64url")}`, name, email };
    await this.#change((saved) => ({ ...saved, people: [...saved.people, person] }));
    return person;
  }

  /** Starts a session and gives its refresh token. It is not rotated: tabs that were duplicated share it. */
  async startSession(subject: string, nowMs: number): Promise<string> {
    const refreshToken = randomBytes(32).toString("base64url");
    const session = { tokenHash: hash(refreshToken), subject, expiresMs: nowMs + SESSION_MS };
    await this.#change(({ people, sessions }) => ({
      people,
      sessions: [...sessions.filter(({ expiresMs }) => expiresMs > nowMs), session],
    }));
    return refreshToken;
  }

  /** The person a refresh token stands for, or undefined when it is unknown, ended or too old. */
  findBySession(refreshToken: string, nowMs: number): Person | undefined {
    const tokenHash = hash(refreshToken);
    const session = this.#saved.sessions.find((each) => each.tokenHash === tokenHash);
    if (session === undefined || session.expiresMs <= nowMs) return undefined;
    return this.find(session.subject);
  }

  async endSession(refreshToken: string): Promise<void> {
    const ended = hash(refreshToken);
    await this.#change(({ people, sessions }) => ({
      people,
      sessions: sessions.filter(({ tokenHash }) => tokenHash !== ended),
    }));
  }

  /** One change after the other, and none before it is on disk: what could not be kept has not happened. */
  #change(edit: (saved: Saved) => Saved): Promise<void> {
    const change = async () => {
      const next = edit(this.#saved);
      await writeJson(this.#file, next);
      this.#saved = next;
    };
    this.#lastChange = this.#lastChange.then(change, change);
    return this.#lastChange;
  }
}

function hash(refreshToken: string): string {
  return createHash("sha256").update(refreshToken).digest("base64url");
}
