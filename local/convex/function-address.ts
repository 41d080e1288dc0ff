import { ServerError } from "./errors.ts";
import { targetOf } from "./function-target.ts";
import type { FunctionTarget } from "./function-target.ts";
import type { ComponentPath } from "./types.ts";

/** How code names a function in a system call: one of the three is given. */
export interface FunctionAddress {
  /** A function of the same component, "messages:send". */
  name?: string;
  /** A function of a child component, "_reference/childComponent/limiter/lib/check". */
  reference?: string;
  /** Any function, as made by createFunctionHandle. */
  functionHandle?: string;
}

export function resolveAddress(address: FunctionAddress, from: ComponentPath): FunctionTarget {
  const name = address.functionHandle ?? address.name;
  if (name !== undefined) return targetOf(from, name);
  const [, kind, child, ...path] = (address.reference ?? "").split("/");
  const exportName = path.pop();
  if (kind !== "childComponent" || child === undefined || exportName === undefined) {
    throw new ServerError(`"${address.reference ?? ""}" does not name a function.`);
  }
  return {
    componentPath: from === "" ? child : `${from}/${child}`,
    udfPath: `${path.join("/")}:${exportName}`,
  };
}

/** "messages.js:send", "messages:send" and "messages" (its default export) in the one form used inside. */
export function canonicalUdfPath(udfPath: string): string {
  const [modulePath = "", exportName = "default"] = udfPath.split(":");
  return `${modulePath.replace(/\.js$/, "")}:${exportName}`;
}
