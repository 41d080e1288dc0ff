/** The part that we read of Vite's manifest: chunks by the source file they are made from. */
export type Manifest = Record<string, { file: string; imports?: string[] }>;

/**
 * The script files that must be loaded before these source files can run: their chunks and, through static
 * imports, everything those need. A file counts once.
 * @throws Error when a source file has no chunk of its own.
 */
export function scriptsOf(manifest: Manifest, sources: readonly string[]): string[] {
  const seen = new Set<string>();
  const waiting = [...sources];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (seen.has(source)) continue;
    seen.add(source);
    waiting.push(...(chunkOf(manifest, source).imports ?? []));
  }
  return [...new Set([...seen].map((source) => chunkOf(manifest, source).file))].filter((file) =>
    file.endsWith(".js"),
  );
}

function chunkOf(manifest: Manifest, source: string) {
  const chunk = manifest[source];
  if (chunk === undefined) throw new Error(`The build has no chunk for ${source}.`);
  return chunk;
}
