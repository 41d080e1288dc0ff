import type { TimeFormat } from "../../core/time/format";
import { useReaderZone } from "./reader-zone";
import { useZoneClock, yearOf } from "./zone-clock";

/** How this reader's clock writes an instant of about this time; undefined while that is loading. */
export function useReaderFormat(ms: number): TimeFormat | undefined {
  const [zone] = useReaderZone("UTC");
  return useZoneClock(zone, [yearOf(ms)])?.at(ms);
}
