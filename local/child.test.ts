import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";
import { runChild, startChild } from "./child.ts";

const FOREVER = "setInterval(() => undefined, 1000)";

test("a child that is stopped has ended when stop() resolves", async () => {
  const child = startChild({ args: ["--eval", FOREVER], output: "inherit" });
  await child.stop();
  expect(await child.ended).toBe("SIGTERM");
});

test("a child ends with its parent, however that ends", async () => {
  const parent = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "--input-type=module", "--eval"],
      `import { startChild } from ${JSON.stringify(path.join(import.meta.dirname, "child.ts"))};
       startChild({ args: ["--eval", "console.log(process.pid); ${FOREVER}"], output: "inherit" });
       ${FOREVER}`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  expect(lives(pid)).toBe(true);

  parent.kill("SIGKILL");
  await expect.poll(() => lives(pid), { timeout: 10_000 }).toBe(false);
});

test("a program that fails throws what it wrote", async () => {
  await expect(
    runChild(["--eval", 'console.error("no such table"); process.exit(3)']),
  ).rejects.toThrow("no such table");
  await expect(runChild(["--eval", "process.exit(3)"])).rejects.toThrow("It ended with 3");
  expect(await runChild(["--eval", "console.log(1)"])).toBe("1\n");
});

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
