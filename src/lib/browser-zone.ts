/** The zone this device says it is in: a first guess, which its reader can change. The backend checks the name. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
