/** Timing on a machine that has other things to do: processor time of this process, not the clock on the wall. */

/** Long enough for the counter, which counts microseconds. */
const BATCH_MS = 2;

/** The median time of one call in milliseconds, over samples taken within `budgetMs`, at least five of them. */
export function medianMs(call: () => unknown, budgetMs: number): number {
  const perBatch = callsPerBatch(call);
  const samples: number[] = [];
  const end = performance.now() + budgetMs;
  while (samples.length < 5 || performance.now() < end) {
    samples.push(timeOf(call, perBatch) / perBatch);
  }
  samples.sort((a, b) => a - b);
  return samples[Math.floor(samples.length / 2)] ?? 0;
}

/** Warms the call up, and finds how many calls make a batch. */
function callsPerBatch(call: () => unknown): number {
  let calls = 1;
  while (timeOf(call, calls) < 20 && calls < 20_000) calls *= 2;
  const perCall = timeOf(call, calls) / calls;
  return Math.max(1, Math.round(BATCH_MS / perCall));
}

function timeOf(call: () => unknown, times: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index += 1) call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
