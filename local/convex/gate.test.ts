import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { Gate, startClean } from "./gate.ts";

const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

test("transactions pass one at a time, in the order of arrival", async () => {
  const gate = new Gate();
  const seen: string[] = [];
  const transaction = async (name: string) => {
    await gate.enter();
    seen.push(`${name} in`);
    await soon();
    seen.push(`${name} out`);
    gate.leave();
  };
  await Promise.all([transaction("a"), transaction("b"), transaction("c")]);
  expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
});

test("a section holds the gate over all of its transactions", async () => {
  const gate = new Gate();
  const seen: string[] = [];
  const section = gate.section(async () => {
    for (const name of ["one", "two"]) {
      await gate.enter();
      seen.push(name);
      await soon();
      gate.leave();
    }
  });
  const other = gate.enter().then(() => {
    seen.push("other");
    gate.leave();
  });
  await Promise.all([section, other]);
  expect(seen).toEqual(["one", "two", "other"]);
});

test("a section inside a section does not wait for itself", async () => {
  const gate = new Gate();
  await expect(gate.section(() => gate.section(() => Promise.resolve(1)))).resolves.toBe(1);
  await gate.enter();
});

test("a section that throws gives the gate free", async () => {
  const gate = new Gate();
  await expect(gate.section(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await gate.enter();
});

test("work that starts clean does not see the context of its cause", () => {
  const storage = new AsyncLocalStorage<string>();
  storage.run("inside", () => {
    expect(startClean(() => storage.getStore())).toBeUndefined();
  });
});
