const DARK_QUERY = "@media (prefers-color-scheme: dark)";

/** A mail as a program with these colours shows it, whatever those of the reader's own screen are. */
export function inColors(html: string, isDark: boolean): string {
  return html
    .replaceAll(DARK_QUERY, isDark ? "@media all" : "@media not all")
    .replaceAll('content="light dark"', isDark ? 'content="dark"' : 'content="light"');
}
