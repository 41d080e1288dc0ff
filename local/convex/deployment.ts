import type { JSONValue } from "convex/values";
import type { CronSpec } from "./crons.ts";
import { ServerError } from "./errors.ts";
import { canonicalUdfPath } from "./function-address.ts";
import type { FunctionTarget } from "./function-target.ts";
import type { HttpRouter } from "./push/analyze-module.ts";
import type { ComponentSchema } from "./push/component-schema.ts";
import type { Caller, ComponentPath, FunctionKind } from "./types.ts";
import type { AuthProvider } from "./auth-provider.ts";

/** One function as its callers may know it. */
export interface DeployedFunction {
  kind: FunctionKind;
  isPublic: boolean;
  /** Validators as JSON; null when none are declared. */
  args: JSONValue;
  returns: JSONValue;
}

/** One component, the app included, in the place where it is used. */
export interface Mount {
  componentPath: ComponentPath;
  definitionPath: string;
  env: Record<string, string>;
  /** Exports by module path without ending, "messages". */
  modules: Map<string, Record<string, unknown>>;
  /** Those of them that run in Node.js. */
  nodeModules: Set<string>;
  /** By "messages:send". */
  functions: Map<string, DeployedFunction>;
  schema: ComponentSchema | null;
  router: HttpRouter | null;
  /** Path prefixes below which a child component answers HTTP requests. */
  httpMounts: { prefix: string; componentPath: ComponentPath }[];
  crons: Record<string, CronSpec>;
}

/** Everything one push brings, evaluated. */
export class Deployment {
  readonly pushId: string;
  readonly mounts: Map<ComponentPath, Mount>;
  readonly authProviders: AuthProvider[];

  constructor(parts: { pushId: string; mounts: Mount[]; authProviders: AuthProvider[] }) {
    this.pushId = parts.pushId;
    this.mounts = new Map(parts.mounts.map((mount) => [mount.componentPath, mount]));
    this.authProviders = parts.authProviders;
  }

  /** Before the first push. */
  static readonly EMPTY = new Deployment({ pushId: "", mounts: [], authProviders: [] });

  find({ componentPath, udfPath }: FunctionTarget): DeployedFunction | null {
    return this.mounts.get(componentPath)?.functions.get(canonicalUdfPath(udfPath)) ?? null;
  }

  /** @throws ServerError when it is not deployed, or a query */
  requireSchedulable(target: FunctionTarget): "mutation" | "action" {
    const { kind } = this.resolve(target, null, { isAdmin: true });
    if (kind !== "query") return kind;
    throw new ServerError(
      `${target.udfPath} is a query: only mutations and actions can be scheduled.`,
    );
  }

  /**
   * The function that somebody from outside asks for.
   *
   * @param expected the kind it is called as; null for any
   * @throws ServerError when there is none, it may not be called from outside, or it is of another kind
   */
  resolve(
    target: FunctionTarget,
    expected: FunctionKind | null,
    caller: Pick<Caller, "isAdmin" | "refusal">,
  ): { target: FunctionTarget; kind: FunctionKind } {
    requireWelcome(caller);
    const { isAdmin } = caller;
    const udfPath = canonicalUdfPath(target.udfPath);
    const found = this.find(target);
    const isOpen = isAdmin || (target.componentPath === "" && found?.isPublic === true);
    if (found === null || !isOpen) {
      const wanted = isAdmin ? "function" : "public function";
      throw new ServerError(
        `Could not find ${wanted} for '${udfPath}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
      );
    }
    if (expected !== null && found.kind !== expected) {
      throw new ServerError(
        `Trying to execute ${udfPath} as ${titled(expected)}, but it is defined as ${titled(found.kind)}.`,
      );
    }
    return { target: { componentPath: target.componentPath, udfPath }, kind: found.kind };
  }
}

/** The words by which the CLI knows that it is its key that is wrong. */
export function requireWelcome({ refusal }: Pick<Caller, "refusal">): void {
  if (refusal === undefined) return;
  throw new ServerError(`You do not have permission to perform this operation. ${refusal}`);
}

function titled(kind: FunctionKind): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
