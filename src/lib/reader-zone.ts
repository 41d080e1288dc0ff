import { useState } from "react";
import { browserZone } from "./browser-zone";
import { readStored, writeStored } from "./stored";
import { useZoneClock } from "./zone-clock";

/**
 * The zone in which this reader wants to see times: the one chosen here before, else the device's. A device that names
 * a zone the module does not know falls back on `otherwise`.
 */
export function useReaderZone(otherwise: string): [string, (zone: string) => void] {
  const [zone, setZone] = useState(() => {
    const stored = readStored("local", "zone");
    return typeof stored === "string" && stored !== "" ? stored : browserZone();
  });
  const unknown = useZoneClock(zone, [new Date().getUTCFullYear()]) === null;
  const choose = (next: string) => {
    writeStored("local", "zone", next);
    setZone(next);
  };
  return [unknown ? otherwise : zone, choose];
}
