import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addTallies, readTally, tallyLine } from "./tally.ts";

const folder = mkdtempSync(join(tmpdir(), "tally-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(content: object): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitestReport = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };

describe("the tally of a test run", () => {
  test("reads vitest's numbers", () => {
    expect(readTally(report({ ...vitestReport, numFailedTests: 2 }), 1)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 2,
    });
  });

  test("reads Playwright's numbers and takes a flaky test for a failed one", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
    expect(readTally(report({ stats }), 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
  });

  test("counts a failure when the run fails though every test passed", () => {
    expect(readTally(report(vitestReport), 1).failed).toBe(1);
  });

  test("counts a failure when the run dies before it reports", () => {
    expect(readTally(join(folder, "missing.json"), 134)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  test("closes with passed and failed, and names skipped tests only when there are any", () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(tallyLine(addTallies([one, { passed: 2, failed: 3, skipped: 0 }]))).toBe(
      "3 passed, 3 failed",
    );
    expect(tallyLine({ passed: 1, failed: 0, skipped: 4 })).toBe("1 passed, 0 failed, 4 skipped");
  });
});
