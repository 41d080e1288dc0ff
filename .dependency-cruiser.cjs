/** Who may import whom. Every rule here has a planted violation in scripts/rules.test.ts. */

const TESTS = "\\.(test|spec|testing)\\.tsx?$|^convex/test\\.setup\\.ts$";

/** Files of convex/ that belong to no domain: every domain may import them. */
const SHARED = "^convex/(functions|schema|errors|env|hash|links|pages|validators)\\.ts$";

const layers = [
  {
    name: "core-is-pure",
    comment: "core/ imports nothing but core/.",
    from: { path: "^core/", pathNot: TESTS },
    to: { pathNot: "^core/" },
  },
  {
    name: "core-tests-stay-in-core",
    comment: "A test of core/ may use a test library, but nothing else of the product.",
    from: { path: "^core/" },
    to: { path: "^(convex|src|local|scripts|bench|e2e)/" },
  },
  {
    name: "src-sees-generated-and-core",
    comment: "A screen knows the backend by its generated api and the rules by core/.",
    from: { path: "^src/" },
    to: {
      path: "^(convex|local|scripts|bench|e2e)/",
      pathNot: "^convex/_generated/(api|dataModel)",
    },
  },
  {
    name: "src-runs-in-the-browser",
    comment: "A screen has no Node.",
    from: { path: "^src/", pathNot: TESTS },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "convex-sees-only-core",
    comment: "The backend knows neither screens nor tools.",
    from: { path: "^convex/" },
    to: { path: "^(src|local|scripts|bench|e2e)/" },
  },
  {
    name: "local-sees-nothing-of-the-product",
    comment:
      "The stand-ins serve any project; what they know of ours comes over HTTP and the environment.",
    from: { path: "^local/" },
    to: { path: "^(core|convex|src)/" },
  },
];

const domains = [
  {
    name: "domains-meet-at-model-and-access",
    comment: "Of another domain, import its model.ts or its access.ts.",
    from: { path: "^convex/([^/.]+)[/.]", pathNot: [TESTS, "^convex/(schema|http)\\.ts$"] },
    to: {
      path: "^convex/[^/]+/",
      pathNot: ["^convex/$1/", "^convex/_generated/", "^convex/[^/]+/(model|access)\\.ts$"],
    },
  },
  {
    name: "public-files-are-leaves",
    comment: "convex/<domain>.ts is called over the wire, never imported.",
    from: { path: "^convex/" },
    to: { path: "^convex/[^/]+\\.ts$", pathNot: [SHARED, TESTS] },
  },
];

const screens = [
  {
    name: "features-do-not-meet",
    comment: "What two features share belongs in components/ui, lib or core.",
    from: { path: "^src/features/([^/]+)/" },
    to: { path: "^src/features/", pathNot: "^src/features/$1/" },
  },
  {
    name: "features-do-not-see-app",
    comment: "app/ puts features together, never the other way round.",
    from: { path: "^src/features/" },
    to: { path: "^src/app/" },
  },
  {
    name: "parts-do-not-see-features",
    comment: "components/ and lib/ serve every feature and know none.",
    from: { path: "^src/(components|lib)/" },
    to: { path: "^src/(app|features)/" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two modules that need each other are one module, or three.",
      from: {},
      to: { circular: true },
    },
    ...layers,
    ...domains,
    ...screens,
  ].map((rule) => ({ severity: "error", ...rule })),
  options: {
    tsPreCompilationDeps: true,
    // The generated api names every function, so every use of it would be a cycle.
    doNotFollow: { path: ["node_modules", "_generated"] },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".d.ts", ".json", ".css"] },
  },
};
