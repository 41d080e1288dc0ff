/** The page to come back to after signing in: `wanted` if it is a path of this app, else the page shown now. */
export function returnPath(wanted: string | undefined, location: Location): string {
  const here = location.pathname + location.search + location.hash;
  if (wanted === undefined) return here;
  const target = URL.canParse(wanted, location.origin) ? new URL(wanted, location.origin) : null;
  if (target?.origin !== location.origin) return here;
  return target.pathname + target.search + target.hash;
}
