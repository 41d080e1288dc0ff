/** What the running Node itself believes about zones: compared with the shipped data, never used for bookings. */

const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** Minutes east of UTC in `zone` at the instant `ms` by the runtime's own data; NaN for a zone it does not know. */
export function runtimeOffset(zone: string, ms: number): number {
  const formatter = formatterOf(zone);
  if (!formatter) return NaN;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000) / 60_000;
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    // The runtime is older than the zone's name; it differs, and the caller says so.
  }
  formatters.set(zone, made);
  return made;
}
