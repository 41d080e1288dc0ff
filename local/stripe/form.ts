import { badParameter } from "./refusal.ts";

/**
 * The parameters of a request, such as "transfer_data[destination]=acct_1". Each is read by its full name; `finish` refuses
 * those that nobody asked for, as Stripe does.
 */
export class Form {
  readonly #fields: Map<string, string>;
  readonly #read = new Set<string>();

  constructor(encoded: string) {
    this.#fields = new Map(new URLSearchParams(encoded));
  }

  /** @returns null where it is absent or empty, which is how Stripe is told to unset something. */
  text(name: string): string | null {
    this.#read.add(name);
    const value = this.#fields.get(name);
    return value === undefined || value === "" ? null : value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null) {
      throw badParameter(name, `Missing required param: ${name}.`, "parameter_missing");
    }
    return value;
  }

  integer(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw badParameter(name, `Invalid integer: ${value}`, "parameter_invalid_integer");
    }
    return Number(value);
  }

  flag(name: string): boolean {
    const value = this.oneOf(name, ["true", "false"]);
    return value === "true";
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = values.find((one) => one === value);
    if (found === undefined) {
      throw badParameter(name, `Invalid ${name}: must be one of ${values.join(", ")}.`);
    }
    return found;
  }

  /** What stands at "<name>[<key>]", by key. */
  group(name: string): Record<string, string> {
    return Object.fromEntries(this.#below(name, /^\[([^[\]]+)\]$/));
  }

  /** The values of "<name>[]", "<name>[0]" and so on. */
  list(name: string): string[] {
    return this.#below(name, /^\[(\d*)\]$/).map(([, value]) => value);
  }

  /** What stands at "<name>[<key>][<leaf>]", by key. */
  leaves(name: string, leaf: string): Record<string, string> {
    return Object.fromEntries(this.#below(name, new RegExp(`^\\[([^[\\]]+)\\]\\[${leaf}\\]$`)));
  }

  /** @throws for the first parameter that was never read. */
  finish(): void {
    for (const name of this.#fields.keys()) {
      if (!this.#read.has(name)) {
        throw badParameter(name, `Received unknown parameter: ${name}`, "parameter_unknown");
      }
    }
  }

  #below(name: string, rest: RegExp): [string, string][] {
    const found: [string, string][] = [];
    for (const [field, value] of this.#fields) {
      if (!field.startsWith(`${name}[`)) continue;
      const match = rest.exec(field.slice(name.length));
      if (match === null) continue;
      this.#read.add(field);
      found.push([match[1] ?? "", value]);
    }
    return found;
  }
}
