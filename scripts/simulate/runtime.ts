import { createHash, createHmac } from "node:crypto";
import { setImmediate } from "node:timers";
import { vi } from "vitest";
import type { Dice } from "./dice.ts";

/*
 * Nothing in a history may depend on the machine: chance comes from the seed, and cryptography answers at once instead of from another thread,
 * so that all that is under way has come to a gate or to its end when the event loop turns.
 */

/** Lets everything go on that is not waiting at a gate. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(() => resolve());
  });
}

type Bytes = ArrayBuffer | ArrayBufferView;

const viewOf = (bytes: Bytes): Uint8Array =>
  ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const subtle = {
  digest: (_algorithm: string, data: Bytes) =>
    Promise.resolve(bufferOf(createHash("sha256").update(viewOf(data)).digest())),
  importKey: (_format: string, secret: Bytes) => Promise.resolve({ secret }),
  sign: (_algorithm: unknown, key: { secret: Bytes }, data: Bytes) =>
    Promise.resolve(
      bufferOf(createHmac("sha256", viewOf(key.secret)).update(viewOf(data)).digest()),
    ),
};

/** Has the runtime draw from these dice until vitest takes its stubs back. */
export function tameRuntime(dice: Dice): void {
  const getRandomValues = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = dice.below(256);
    return bytes;
  };
  const randomUUID = () => `00000000-0000-4000-8000-${String(dice.below(1e12)).padStart(12, "0")}`;
  vi.stubGlobal("crypto", { subtle, getRandomValues, randomUUID });
  vi.spyOn(Math, "random").mockImplementation(() => dice.next());
}
