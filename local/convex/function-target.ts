/** A function and the component it belongs to: "" is the app, `outer/inner` a nested component. */
export type FunctionTarget = { componentPath: string; udfPath: string };

const HANDLE = /^function:\/\/([^;]*);(.*)$/s;

/** The name a scheduled function is stored under: its path, or a function handle when it lives elsewhere. */
export function targetName(caller: string, { componentPath, udfPath }: FunctionTarget): string {
  return componentPath === caller ? udfPath : `function://${componentPath};${udfPath}`;
}

export function targetOf(caller: string, name: string): FunctionTarget {
  const handle = HANDLE.exec(name);
  if (handle === null) return { componentPath: caller, udfPath: name };
  return { componentPath: handle[1] ?? "", udfPath: handle[2] ?? "" };
}
