import { authInfo } from "../auth-provider.ts";
import type { ComponentPath } from "../types.ts";
import type { AnalyzedModule } from "./analyze-module.ts";
import type { Build } from "./build-deployment.ts";
import { analyzedSchema } from "./component-schema.ts";
import type { MountPoint } from "./definitions.ts";
import type { IndexDiff } from "./index-diff.ts";

/** The answer to start_push, from which the CLI generates its code and which it sends back to finish. */
export function startPushResponse(
  build: Build,
  indexDiffs: Record<ComponentPath, IndexDiff>,
): Record<string, unknown> {
  return {
    environmentVariables: {},
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: build.deployment.authProviders.map(authInfo),
    analysis: analysisByDefinition(build),
    app: checkedComponent(build, ""),
    schemaChange: {
      allocatedComponentIds: {},
      schemaIds: { push: build.deployment.pushId },
      indexDiffs,
    },
  };
}

function analysisByDefinition({ definitions, deployment, modules }: Build) {
  const analysis: Record<string, unknown> = {};
  for (const [path, definition] of definitions) {
    const functions = modules.get(path) ?? {};
    const mount = [...deployment.mounts.values()].find((each) => each.definitionPath === path);
    analysis[path] = {
      definition: { path, ...definition, exports: exportTree(functions) },
      schema: analyzedSchema(mount?.schema ?? null),
      functions,
      udfConfig: {
        serverVersion: "1.48.0",
        importPhaseRngSeed: null,
        importPhaseUnixTimestamp: null,
      },
    };
  }
  return analysis;
}

type ExportTree =
  { type: "leaf"; leaf: string } | { type: "branch"; branch: [name: string, tree: ExportTree][] };

/** The public functions of a component, by folder, module and name. */
function exportTree(modules: Record<string, AnalyzedModule>): ExportTree {
  const root: ExportTree = { type: "branch", branch: [] };
  for (const [path, { functions }] of Object.entries(modules)) {
    const modulePath = path.replace(/\.js$/, "");
    for (const { name, visibility } of functions) {
      if (visibility?.kind !== "public") continue;
      const leaf = `_reference/function/${modulePath}:${name}`;
      branchAt(root, modulePath.split("/")).push([name, { type: "leaf", leaf }]);
    }
  }
  return root;
}

function branchAt(tree: ExportTree, path: string[]): [string, ExportTree][] {
  if (tree.type === "leaf") throw new Error("A function cannot have the name of a folder.");
  const [name, ...rest] = path;
  if (name === undefined) return tree.branch;
  const found = tree.branch.find(([each]) => each === name)?.[1];
  if (found !== undefined) return branchAt(found, rest);
  const added: ExportTree = { type: "branch", branch: [] };
  tree.branch.push([name, added]);
  return branchAt(added, rest);
}

function checkedComponent(build: Build, componentPath: ComponentPath): Record<string, unknown> {
  const point = build.points.find((each) => each.componentPath === componentPath);
  const mount = build.deployment.mounts.get(componentPath);
  return {
    definitionPath: point?.definitionPath ?? "",
    componentPath,
    args: {},
    childComponents: checkedChildren(build, point),
    httpRoutes: {
      httpModuleRoutes:
        mount?.router?.getRoutes().map(([path, method]) => ({ path, method })) ?? null,
      mounts: mount?.httpMounts.map(({ prefix }) => prefix) ?? [],
    },
    exports: {},
  };
}

function checkedChildren(build: Build, point: MountPoint | undefined) {
  return Object.fromEntries(
    Object.entries(point?.children ?? {}).map(([name, path]) => [
      name,
      checkedComponent(build, path),
    ]),
  );
}
