/** `npm run bench`, part four: five thousand reminders that are due at one minute, in a model of the smallest deployment. Fails when one leaves later. */
import { AT_ONCE } from "../core/messages/delivery.ts";
import { ASSUMED, rush } from "../scripts/simulate/messages/rush.ts";
import { table, writeSection } from "./report.ts";

const BUDGET_S = 60;
const RUSH = { messages: 5_000, workers: 8 };

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const rows = [8, 24, AT_ONCE.planned].flatMap((width) =>
  [true, false].map((isSpread) => {
    const { lastMs, medianMs, perSecond } = rush({ ...RUSH, width, isSpread });
    const name = isSpread ? "spread over 40 s" : "all at the full minute";
    return [String(width), name, seconds(medianMs), seconds(lastMs), String(perSecond)];
  }),
);
const figures = table(
  ["on their way at once", "", "half left after, s", "the last after, s", "most in a second"],
  rows,
);
const { usualMs, slowMs, slowInPercent } = ASSUMED;
const range = ({ least, most }: { least: number; most: number }) => `${least} to ${most}`;
const text = `## Five thousand reminders at one minute

A model, the same on every machine: eight scheduled jobs at once, which carry as many messages as the pool begins in one turn. Assumed are
${ASSUMED.claimMs} ms to claim a message, ${ASSUMED.drawMs} to draw it, ${ASSUMED.settleMs} to write down what came of it, ${ASSUMED.turnMs} for a turn of the pool, and a provider that answers in ${range(usualMs)} ms,
${slowInPercent} times in a hundred in ${range(slowMs)}.

${figures}

Resend takes 5 requests a second of a team until it is asked for more: whoever has reminders by the thousand asks for 150. Until then the
rest is tried again later, and comes late.`;
console.log(text);
writeSection("messages", text);
const last = rush({ ...RUSH, width: AT_ONCE.planned, isSpread: true }).lastMs / 1000;
if (last > BUDGET_S) console.error(`Over budget: the last left after ${last.toFixed(1)} s`);
process.exitCode = last > BUDGET_S ? 1 : 0;
