import { writeSync } from "node:fs";
import { openStore } from "./store.ts";

/** Counts on from what is stored in the folder given, compacting all the time, and says each number that is safe. */
let count = -1;
const store = await openStore({
  dir: process.argv[2] ?? "",
  apply: (record) => {
    count = record as number;
  },
  snapshot: () => [count],
  compactAtBytes: 200,
});
for (;;) {
  count += 1;
  await store.append(count);
  writeSync(1, `${count}\n`);
}
