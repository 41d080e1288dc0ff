import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ModuleSource } from "./push-request.ts";

/** The bundles of one mounted component as files, which Node then imports. */
export class ModuleFolder {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  static async write(dir: string, modules: readonly ModuleSource[]): Promise<ModuleFolder> {
    for (const module of modules) {
      const file = path.join(dir, module.path);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, adapted(module));
      if (module.sourceMap !== undefined) await writeFile(`${file}.map`, module.sourceMap);
    }
    return new ModuleFolder(dir);
  }

  async import(modulePath: string): Promise<Record<string, unknown>> {
    const url = pathToFileURL(path.join(this.#dir, modulePath)).href;
    return (await import(url)) as Record<string, unknown>;
  }
}

/**
 * Node.js code may import `process` instead of using the global; the deployment's environment variables are
 * only in the global. And its CommonJS dependencies look for a `require`, which a module does not have.
 */
function adapted({ source, environment }: ModuleSource): string {
  if (environment === "isolate") return source;
  const withProcess = source.replace(
    /^import (\w+) from "(?:node:)?process";$/gm,
    "const $1 = globalThis.process;",
  );
  if (!withProcess.includes("typeof require")) return withProcess;
  // On the first line, so that the source map's line numbers stay right.
  return `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url); ${withProcess}`;
}
