import type { Mail } from "./state.ts";

/** A link in a mail's HTML: what stands before the address, and the address in its quotes. */
const LINK = /(<a\b[^>]*?\shref\s*=\s*)("[^"]*"|'[^']*')/gi;

/** The addresses on the web to which a mail's HTML links, in order, as often as they occur. */
export function linksOf({ html }: Mail): string[] {
  return Array.from((html ?? "").matchAll(LINK), ([, , quoted = ""]) => addressIn(quoted)).filter(
    isOnTheWeb,
  );
}

/**
 * A mail's HTML as its reader's program shows it after Resend has sent it: a picture of one dot tells that it was opened, links lead
 * over here first. They open in a tab of their own, since the mail is shown inside a page.
 */
export function readable(mail: Mail): string {
  const { id, html, attachments } = mail;
  let place = 0;
  let shown = (html ?? "").replaceAll(LINK, (whole: string, before: string, quoted: string) =>
    isOnTheWeb(addressIn(quoted)) ? `${before}"/mails/${id}/links/${place++}"` : whole,
  );
  for (const { contentId, contentType, content } of attachments) {
    if (contentId === null) continue;
    shown = shown.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${content}`);
  }
  return `${withBase(shown)}<img src="/mails/${id}/pixel" alt="" width="1" height="1" style="position:absolute">`;
}

/** Links open in another tab; where the HTML has a head, that is said in it. */
function withBase(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head\b[^>]*>/i.exec(html);
  if (head === null) return base + html;
  const end = head.index + head[0].length;
  return html.slice(0, end) + base + html.slice(end);
}

function isOnTheWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function addressIn(quoted: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return quoted
    .slice(1, -1)
    .replaceAll(/&(amp|lt|gt|quot);/g, (_whole, name: string) => names[name] ?? "")
    .replaceAll(/&#x([\da-f]{1,5});/gi, (_whole, digits: string) => letter(digits, 16))
    .replaceAll(/&#(\d{1,6});/g, (_whole, digits: string) => letter(digits, 10));
}

function letter(digits: string, base: number): string {
  return String.fromCodePoint(Number.parseInt(digits, base));
}
