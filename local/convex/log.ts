import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

/** Where the server writes its lines: the terminal, or whatever embeds it. */
export type Log = (line: string) => void;

type Level = "LOG" | "DEBUG" | "INFO" | "WARN" | "ERROR";

/** As Convex formats it: "[LOG] 'hello' { a: 1 }". */
export function formatLogLine(level: Level, values: unknown[]): string {
  const text = values.map((value) => inspect(value, { depth: 5, breakLength: Infinity })).join(" ");
  return `[${level}] ${withoutServerFrames(text)}`;
}

const OWN_FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** Of the stack of a logged error, what is not the developer's says nothing to them. */
function withoutServerFrames(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s+at /.test(line) || !isServerFrame(line))
    .join("\n");
}

function isServerFrame(line: string): boolean {
  return line.includes(OWN_FOLDER) || /node:|\/node_modules\/convex(-test)?\//.test(line);
}

// Taken before convex-test puts its own getters in front of the globals.
const hostConsole = globalThis.console;

/** A console whose lines go to `write`, each with its level. */
export function consoleTo(write: (line: string) => void): Console {
  const method =
    (level: Level) =>
    (...values: unknown[]): void => {
      write(formatLogLine(level, values));
    };
  const methods: Partial<Console> = {
    log: method("LOG"),
    debug: method("DEBUG"),
    info: method("INFO"),
    warn: method("WARN"),
    error: method("ERROR"),
    trace: method("LOG"),
  };
  return Object.assign(Object.create(hostConsole) as Console, methods);
}

const PREFIX = { query: "Q", mutation: "M", action: "A", httpAction: "H" };

/** "[CONVEX M(messages:send)] [LOG] 'hello'", with the component in front when it is not the app. */
export function terminalLine(
  {
    componentPath,
    udfPath,
    kind,
  }: { componentPath: string; udfPath: string; kind: keyof typeof PREFIX },
  line: string,
): string {
  const path = componentPath === "" ? udfPath : `${componentPath}/${udfPath}`;
  return `[CONVEX ${PREFIX[kind]}(${path})] ${line}`;
}
