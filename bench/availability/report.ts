/** Writes the tables of a benchmark into bench/README.md, between its own markers. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const README = fileURLToPath(new URL("../README.md", import.meta.url));
const [BEGIN, END] = ["<!-- availability -->", "<!-- /availability -->"];

/** A table in Markdown: its head, then its rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The machine, for a figure means nothing without it. */
export function machine(): string {
  const [cpu] = cpus();
  const when = new Date().toISOString().slice(0, 10);
  return `${when}, Node ${process.version}, ${String(cpus().length)} × ${cpu?.model ?? "unknown processor"}`;
}

/** Puts `text` in place of what the last run wrote, and leaves the rest of the file alone. */
export function writeSection(text: string): void {
  const before = existsSync(README) ? readFileSync(README, "utf8") : "# Benchmarks\n";
  const section = `${BEGIN}\n\n${text}\n\n${END}`;
  const [start, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  const after =
    start < 0
      ? `${before.trimEnd()}\n\n${section}\n`
      : before.slice(0, start) + section + before.slice(end + END.length);
  writeFileSync(README, after);
}
