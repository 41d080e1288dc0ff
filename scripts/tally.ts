import { existsSync, readFileSync } from "node:fs";

/** How many tests went which way. */
export type Tally = { passed: number; failed: number; skipped: number };

/** The part that we read of what `vitest --reporter=json` writes. */
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};

/** The part that we read of what `playwright --reporter=json` writes. */
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};

/**
 * The tally of a test run, from its JSON report and its exit code. A run that fails without a failed test
 * (a file that cannot be loaded, an unhandled rejection, no tests at all) counts as one failure.
 */
export function readTally(reportPath: string, exitCode: number): Tally {
  const tally = existsSync(reportPath)
    ? fromReport(JSON.parse(readFileSync(reportPath, "utf8")) as VitestReport | PlaywrightReport)
    : { passed: 0, failed: 0, skipped: 0 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function fromReport(report: VitestReport | PlaywrightReport): Tally {
  if ("stats" in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** `N passed, N failed`, and `, N skipped` when any were. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
