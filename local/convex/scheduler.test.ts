import { describe, expect, test } from "vitest";
import { FakeClock, settle } from "./fake-clock.testing.ts";
import { MemoryHost } from "./memory-host.testing.ts";
import { cancelPatch, jobRow, JOBS, Scheduler } from "./scheduler.ts";

const START = Date.UTC(2025, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

function server(host = new MemoryHost(), clock = new FakeClock(START), parallel = 10) {
  const scheduler = new Scheduler({ host, clock, parallel });
  host.onCommit = (path, changes) => scheduler.changed(path, changes);
  return { host, clock, scheduler, start: () => scheduler.start(host.rows(JOBS)) };
}

function schedule(host: MemoryHost, udfPath: string, at: number): Promise<string> {
  const row = jobRow("", { target: { componentPath: "", udfPath }, args: {} }, at);
  return host.transact("", (tx) => tx.insert(JOBS, row));
}

function count(host: MemoryHost): void {
  host.functions.set("count:up", {
    kind: "mutation",
    run: (args, tx) => void tx?.insert("runs", { args }),
  });
}

const runs = (host: MemoryHost) => host.rows("runs").length;
const states = (host: MemoryHost) =>
  host.rows(JOBS).map(({ doc }) => (doc.state as { kind: string }).kind);

describe("a scheduled mutation", () => {
  test("runs once at its time and not before", async () => {
    const { host, clock, start } = server();
    count(host);
    await start();
    await schedule(host, "count:up", START + 5000);
    await clock.advance(4999);
    expect([runs(host), states(host)]).toEqual([0, ["pending"]]);
    await clock.advance(1);
    expect([runs(host), states(host)]).toEqual([1, ["success"]]);
    await clock.advance(DAY_MS);
    expect(runs(host)).toBe(1);
  });

  test("waits longer than the 2^31 milliseconds of a Node timer", async () => {
    const { host, clock, start } = server();
    count(host);
    await start();
    await schedule(host, "count:up", START + 40 * DAY_MS);
    await clock.advance(40 * DAY_MS - 1);
    expect(runs(host)).toBe(0);
    await clock.advance(1);
    expect(runs(host)).toBe(1);
  });

  test("survives a restart, and runs at once when its time came while the server was down", async () => {
    const first = server();
    count(first.host);
    await first.start();
    await schedule(first.host, "count:up", START + 1000);
    await schedule(first.host, "count:up", START + 3 * DAY_MS);
    await first.scheduler.stop();
    const second = server(first.host, new FakeClock(START + DAY_MS));
    await second.start();
    await second.clock.advance(0);
    expect(runs(second.host)).toBe(1);
    await second.clock.advance(2 * DAY_MS);
    expect(runs(second.host)).toBe(2);
  });

  test("that throws leaves no writes, is failed with its message, and is not tried again", async () => {
    const { host, clock, start } = server();
    host.functions.set("bad:one", {
      kind: "mutation",
      run: (_args, tx) => {
        tx?.insert("runs", {});
        throw new Error("no such booking");
      },
    });
    await start();
    await schedule(host, "bad:one", START);
    await clock.advance(DAY_MS);
    expect(runs(host)).toBe(0);
    expect(host.rows(JOBS)[0]?.doc.state).toEqual({ kind: "failed", error: "no such booking" });
    expect(host.lines).toEqual(["Scheduled function bad:one failed: no such booking"]);
  });

  test("whose commit fails with the disk is tried again and takes effect once", async () => {
    const { host, clock, start } = server();
    count(host);
    await start();
    await schedule(host, "count:up", START + 10);
    host.diskError = new Error("The disk is full");
    await clock.advance(5000);
    expect([runs(host), states(host)]).toEqual([0, ["pending"]]);
    host.diskError = null;
    await clock.advance(5000);
    expect([runs(host), states(host)]).toEqual([1, ["success"]]);
  });

  test("that is cancelled does not run", async () => {
    const { host, clock, start } = server();
    count(host);
    await start();
    const id = await schedule(host, "count:up", START + 1000);
    await host.transact("", (tx) => {
      tx.patch(JOBS, id, cancelPatch(tx.get(JOBS, id), clock.now()) ?? {});
    });
    await clock.advance(DAY_MS);
    expect([runs(host), states(host)]).toEqual([0, ["canceled"]]);
    expect(cancelPatch(host.rows(JOBS)[0]?.doc ?? null, clock.now())).toBeNull();
  });

  test("whose function is gone after a push is failed", async () => {
    const { host, clock, start } = server();
    await start();
    await schedule(host, "old:gone", START);
    await clock.advance(1);
    expect(states(host)).toEqual(["failed"]);
  });

  test("runs in the component its handle names", async () => {
    const { host, clock, start } = server();
    const seen: string[] = [];
    const kindOf = host.kindOf.bind(host);
    host.kindOf = (target) => {
      seen.push(`${target.componentPath}/${target.udfPath}`);
      return kindOf(target);
    };
    await start();
    const target = { componentPath: "pool/inner", udfPath: "work:go" };
    await host.transact("pool", (tx) => {
      tx.insert(JOBS, jobRow("pool", { target, args: {} }, START));
    });
    await clock.advance(1);
    expect(seen).toEqual(["pool/inner/work:go"]);
  });

  test("is forgotten a week after it ended", async () => {
    const { host, clock, start } = server();
    count(host);
    await start();
    await schedule(host, "count:up", START);
    await clock.advance(7 * DAY_MS - 1);
    expect(host.rows(JOBS)).toHaveLength(1);
    await clock.advance(2);
    expect(host.rows(JOBS)).toHaveLength(0);
  });
});

describe("a scheduled action", () => {
  test("is in progress while it runs and then succeeds or fails", async () => {
    const { host, clock, start } = server();
    const finish = new Map<string, (error?: Error) => void>();
    for (const name of ["good", "bad"]) {
      host.functions.set(`mail:${name}`, {
        kind: "action",
        run: () =>
          new Promise<void>((resolve, reject) => {
            finish.set(name, (error) => (error === undefined ? resolve() : reject(error)));
          }),
      });
    }
    await start();
    await schedule(host, "mail:good", START);
    await schedule(host, "mail:bad", START);
    await clock.advance(1);
    expect(states(host)).toEqual(["inProgress", "inProgress"]);
    finish.get("good")?.();
    finish.get("bad")?.(new Error("refused"));
    await settle();
    expect(states(host)).toEqual(["success", "failed"]);
  });

  test("found in progress at the start is failed and not run again", async () => {
    const host = new MemoryHost();
    let calls = 0;
    host.functions.set("mail:send", {
      kind: "action",
      run: () => {
        calls += 1;
      },
    });
    await host.transact("", (tx) => {
      const row = jobRow(
        "",
        { target: { componentPath: "", udfPath: "mail:send" }, args: {} },
        START,
      );
      tx.insert(JOBS, { ...row, state: { kind: "inProgress" } });
    });
    const { start, clock } = server(host);
    await start();
    await clock.advance(DAY_MS);
    expect([calls, states(host)]).toEqual([0, ["failed"]]);
  });
});

test("no more functions run at once than allowed, and all of them run in the end", async () => {
  const { host, clock, start } = server(new MemoryHost(), new FakeClock(START), 3);
  let running = 0;
  let most = 0;
  const release: (() => void)[] = [];
  host.functions.set("slow:one", {
    kind: "action",
    run: async () => {
      most = Math.max(most, (running += 1));
      await new Promise<void>((resolve) => release.push(resolve));
      running -= 1;
    },
  });
  await start();
  for (let job = 0; job < 8; job++) await schedule(host, "slow:one", START);
  await clock.advance(1);
  while (release.length > 0) {
    release.shift()?.();
    await settle();
  }
  expect(most).toBe(3);
  expect(states(host)).toEqual(Array<string>(8).fill("success"));
});
