/** What a benchmark says of itself: on which machine, in a table, kept in bench/README.md between its own markers. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const README = fileURLToPath(new URL("README.md", import.meta.url));

/** A table in Markdown: its head, then its rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The day, Node and the processor: a figure means nothing without them. */
export function machine(): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.version}, ${cpus().length} × ${cpu?.model ?? "unknown processor"}`;
}

/** Puts `text` in place of what the last run of this benchmark wrote, and leaves the rest of the file alone. */
export function writeSection(benchmark: string, text: string): void {
  const [begin, end] = [`<!-- ${benchmark} -->`, `<!-- /${benchmark} -->`];
  const before = existsSync(README) ? readFileSync(README, "utf8") : "# Benchmarks\n";
  const section = `${begin}\n\n${text}\n\n${end}`;
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  const after =
    from < 0
      ? `${before.trimEnd()}\n\n${section}\n`
      : before.slice(0, from) + section + before.slice(to + end.length);
  writeFileSync(README, after);
}
