import { describe, expect, test } from "vitest";
import { scriptsOf } from "./manifest.ts";

const manifest = {
  "index.html": { file: "entry.js", imports: ["_react.js"] },
  "src/page.tsx": { file: "page.js", imports: ["index.html", "_react.js", "_calendar.js"] },
  "_react.js": { file: "react.js" },
  "_calendar.js": { file: "calendar.js", imports: ["_react.js", "_calendar.css"] },
  "_calendar.css": { file: "calendar.css" },
  "src/unvisited.tsx": { file: "unvisited.js" },
};

describe("the scripts of a page", () => {
  test("are its entry, its route and all that these import, each once", () => {
    expect(scriptsOf(manifest, ["index.html", "src/page.tsx"]).sort()).toEqual([
      "calendar.js",
      "entry.js",
      "page.js",
      "react.js",
    ]);
  });

  test("cannot be named for a route that the build does not know", () => {
    expect(() => scriptsOf(manifest, ["src/gone.tsx"])).toThrow("src/gone.tsx");
  });
});
