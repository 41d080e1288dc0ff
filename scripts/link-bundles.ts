/**
 * Loads the bundles of a push request the way a deployment does, and prints as a JSON array why it would refuse.
 * A process of its own: modules of `node:vm` exist only behind `--experimental-vm-modules`.
 *
 * Arguments: the push request, and the folder whose node_modules "use node" files may import from.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, type Module, SourceTextModule } from "node:vm";
import { defaultRuntimeGlobals } from "./default-runtime.ts";
import type { Bundle, PushRequest } from "./deployable.ts";

const [requestPath = "", projectFolder = ""] = process.argv.slice(2);
const request = JSON.parse(readFileSync(requestPath, "utf8")) as PushRequest;
const refusals: string[] = [];

function refuse(bundle: Bundle, error: unknown): void {
  // An error of another vm context is no instance of this one's Error, but prints as one.
  refusals.push(`${bundle.path} does not load: ${String(error)}`);
}

/** Each deployed module gets globals of its own, as its isolate would. */
async function loadInDefaultRuntime(entry: Bundle, siblings: ReadonlyMap<string, Bundle>) {
  const context = createContext(defaultRuntimeGlobals());
  const linked = new Map<string, Module>();
  const moduleAt = (path: string): Module => {
    const known = linked.get(path);
    if (known !== undefined) return known;
    const bundle = siblings.get(path);
    if (bundle === undefined) throw new Error(`"${path}" is not in the push.`);
    const made = new SourceTextModule(bundle.source, { context, identifier: path });
    linked.set(path, made);
    return made;
  };
  const entryModule = moduleAt(entry.path);
  await entryModule.link((specifier, referrer) => {
    if (!specifier.startsWith(".")) throw new Error(`it imports "${specifier}".`);
    return moduleAt(posix.join(posix.dirname(referrer.identifier), specifier));
  });
  await entryModule.evaluate();
}

async function loadInNode(bundles: readonly Bundle[]) {
  const folder = mkdtempSync(join(tmpdir(), "node-bundles-"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  symlinkSync(join(projectFolder, "node_modules"), join(folder, "node_modules"), "junction");
  for (const { path, source } of bundles) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  for (const bundle of bundles) {
    try {
      const url = pathToFileURL(join(folder, bundle.path)).href;
      // A bundle is an ES module, also where it holds CommonJS: a deployment's Node has a `require` for it among the globals.
      globalThis.require = createRequire(url);
      refuseOtherThanActions(bundle, (await import(url)) as Record<string, unknown>);
    } catch (error) {
      refuse(bundle, error);
    }
  }
  rmSync(folder, { recursive: true, force: true });
}

function refuseOtherThanActions(bundle: Bundle, exports: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(exports)) {
    const marks = value as Record<string, unknown> | null | undefined;
    const kind = ["Query", "Mutation", "Http"].find((mark) => marks?.[`is${mark}`] === true);
    if (kind !== undefined) {
      refusals.push(
        `${bundle.path}: ${name} is a ${kind} function, and "use node" files hold actions only.`,
      );
    }
  }
}

const { appDefinition, componentDefinitions } = request;
const parts = [
  { folder: "", schema: appDefinition.schema, functions: appDefinition.changedModules },
  ...componentDefinitions.map((part) => ({ folder: part.definitionPath, ...part })),
];
for (const { folder, schema, functions } of parts) {
  const bundles = (schema === null ? functions : [schema, ...functions]).map((bundle) => ({
    ...bundle,
    path: posix.join(folder, bundle.path),
  }));
  const isolated = bundles.filter(({ environment }) => environment === "isolate");
  const siblings = new Map(isolated.map((bundle) => [bundle.path, bundle]));
  for (const bundle of isolated) {
    try {
      await loadInDefaultRuntime(bundle, siblings);
    } catch (error) {
      refuse(bundle, error);
    }
  }
  await loadInNode(bundles.filter(({ environment }) => environment === "node"));
}

process.stdout.write(JSON.stringify(refusals));
// A module may have left something open; what it left is no concern of this check.
process.exit();
