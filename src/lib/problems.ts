/** Sentences about what is wrong with something, by the path of the faulty part, such as "weekly.monday[0].end". */
export type Problems = Record<string, string>;

/** The first sentence about anything whose path begins so. */
export function problemOf(problems: Problems, path: string): string | undefined {
  return Object.entries(problems).find(([key]) => key.startsWith(path))?.[1];
}
