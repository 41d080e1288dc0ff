import { RequestError } from "../errors.ts";
import type { ComponentPath } from "../types.ts";
import { ModuleFolder } from "./module-folder.ts";
import type { ModuleSource, PushRequest } from "./push-request.ts";

/** What a convex.config module's default export says about itself. */
export interface DefinitionAnalysis {
  definitionType: { type: "app" } | { type: "childComponent"; name: string };
  httpPrefix?: string;
  childComponents: ChildComponent[];
  /** HTTP path prefix → reference to the child that answers below it. */
  httpMounts: Record<string, string>;
  envVars?: [name: string, validator: { value: string; optional?: boolean }][];
}

interface ChildComponent {
  name: string;
  /** Its definition path. */
  path: string;
  env: [name: string, binding: EnvBinding][] | null;
}

type EnvBinding = { type: "value"; value: string } | { type: "envVar"; name: string };

/** One place where a definition is used. */
export interface MountPoint {
  componentPath: ComponentPath;
  definitionPath: string;
  env: Record<string, string>;
  children: Record<string, ComponentPath>;
}

type Evaluate = <T>(env: Record<string, string>, work: () => Promise<T>) => Promise<T>;

/** Evaluates the convex.config bundles, by definition path; "" is the app. */
export async function analyzeDefinitions(
  request: PushRequest,
  dir: string,
  evaluate: Evaluate,
): Promise<Map<string, DefinitionAnalysis>> {
  const definitions = new Map<string, DefinitionAnalysis>();
  const pending = new Map(request.componentDefinitions.map((each) => [each.definitionPath, each]));
  while (pending.size > 0) {
    const ready = [...pending.values()].filter((each) =>
      each.dependencies.every((dependency) => definitions.has(dependency)),
    );
    if (ready.length === 0) {
      throw new RequestError(
        400,
        "ComponentCycle",
        `These components use each other: ${[...pending.keys()].join(", ")}.`,
      );
    }
    for (const component of ready) {
      pending.delete(component.definitionPath);
      const folder = `${dir}/${definitions.size}`;
      const analysis = await analyze(component, { folder, definitions, evaluate });
      definitions.set(component.definitionPath, analysis);
    }
  }
  const { definition, dependencies } = request.appDefinition;
  if (definition === null) definitions.set("", APP_WITHOUT_COMPONENTS);
  else {
    const app = { definition, dependencies };
    definitions.set("", await analyze(app, { folder: `${dir}/app`, definitions, evaluate }));
  }
  return definitions;
}

const APP_WITHOUT_COMPONENTS: DefinitionAnalysis = {
  definitionType: { type: "app" },
  childComponents: [],
  httpMounts: {},
};

const DEPENDENCY_IMPORT = /(["'])(\.\/_componentDeps\/[\w-]+)\1/g;

async function analyze(
  { definition, dependencies }: { definition: ModuleSource; dependencies: string[] },
  context: { folder: string; definitions: Map<string, DefinitionAnalysis>; evaluate: Evaluate },
): Promise<DefinitionAnalysis> {
  const stubs = dependencies.map((dependency): ModuleSource => ({
    path: `_componentDeps/${Buffer.from(dependency).toString("base64url")}.js`,
    source: importedDefinition(dependency, context.definitions.get(dependency)),
    environment: "isolate",
  }));
  const source = definition.source.replace(DEPENDENCY_IMPORT, "$1$2.js$1");
  const folder = await ModuleFolder.write(context.folder, [{ ...definition, source }, ...stubs]);
  return await context.evaluate({}, async () => {
    const module = await folder.import(definition.path);
    const exported = module.default as { export?: () => DefinitionAnalysis } | undefined;
    if (exported?.export === undefined) {
      throw new RequestError(
        400,
        "InvalidComponentDefinition",
        "convex.config must export defineApp() or defineComponent() as its default.",
      );
    }
    return exported.export();
  });
}

/** What the importing definition needs to know of a component: where it is and what it calls itself. */
function importedDefinition(path: string, definition: DefinitionAnalysis | undefined): string {
  const type = definition?.definitionType;
  const defaultName = type?.type === "childComponent" ? type.name : "";
  return `export default ${JSON.stringify({ componentDefinitionPath: path, defaultName })};`;
}

/** The tree of mounted components with the environment each of them sees, parents first. */
export function mountPoints(
  definitions: Map<string, DefinitionAnalysis>,
  env: { app: Record<string, string>; platform: Record<string, string> },
): MountPoint[] {
  const points: MountPoint[] = [];
  const mount = (
    componentPath: ComponentPath,
    definitionPath: string,
    own: Record<string, string>,
  ) => {
    const definition = definitions.get(definitionPath);
    if (definition === undefined) {
      throw new RequestError(
        400,
        "MissingComponent",
        `The component "${definitionPath}" is used but was not pushed.`,
      );
    }
    requireEnvironment(definition, componentPath, own);
    const children: Record<string, ComponentPath> = {};
    points.push({ componentPath, definitionPath, env: { ...env.platform, ...own }, children });
    for (const child of definition.childComponents) {
      const childPath = componentPath === "" ? child.name : `${componentPath}/${child.name}`;
      children[child.name] = childPath;
      mount(childPath, child.path, boundEnvironment(child, own));
    }
  };
  mount("", "", env.app);
  return points;
}

function boundEnvironment(
  child: ChildComponent,
  parent: Record<string, string>,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, binding] of child.env ?? []) {
    const value = binding.type === "value" ? binding.value : parent[binding.name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function requireEnvironment(
  definition: DefinitionAnalysis,
  componentPath: ComponentPath,
  env: Record<string, string>,
): void {
  const missing = (definition.envVars ?? [])
    .filter(([name, { optional }]) => optional !== true && env[name] === undefined)
    .map(([name]) => name);
  if (missing.length === 0) return;
  const place = componentPath === "" ? "" : ` of component "${componentPath}"`;
  throw new RequestError(
    400,
    "MissingEnvironmentVariables",
    `Required environment variables${place} are not set: ${missing.join(", ")}. Set them and push again.`,
  );
}
