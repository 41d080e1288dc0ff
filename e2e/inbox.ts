import { expect } from "@playwright/test";

export interface Letter {
  id: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** What its sender says it is about, such as "confirmation". */
  kind: string | null;
  /** The addresses its HTML links to, in order. */
  links: string[];
  attachments: { filename: string; contentType: string; text: string }[];
}

export interface Inbox {
  /** The newest mail whose subject is, or matches, this; waits for it. */
  mail: (subject: string | RegExp) => Promise<Letter>;
  /** All mails that have arrived by now, oldest first. */
  mails: () => Promise<Letter[]>;
}

interface Kept {
  id: string;
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: { filename: string; contentType: string; content: string }[];
}

/** A mail is sent soon after what causes it, and later where the machine is busy. */
const ARRIVES_WITHIN_MS = 30_000;

/** What was sent to this address, whichever name stands before it. */
export function inboxOf({ inboxUrl }: { inboxUrl: string }, address: string): Inbox {
  const mails = async () => {
    const query = new URLSearchParams({ to: address }).toString();
    const response = await fetch(`${inboxUrl}/state?${query}`);
    return ((await response.json()) as { mails: Kept[] }).mails.map(readLetter);
  };
  const mail = async (subject: string | RegExp) => {
    const matches = (one: Letter) =>
      typeof subject === "string" ? one.subject === subject : subject.test(one.subject);
    let found: Letter | undefined;
    await expect(async () => {
      const arrived = await mails();
      found = arrived.findLast(matches);
      const subjects = arrived.map((one) => one.subject);
      expect(
        found,
        `${String(subject)} for ${address}, who has ${JSON.stringify(subjects)}`,
      ).toBeDefined();
    }).toPass({ timeout: ARRIVES_WITHIN_MS, intervals: [100] });
    if (found === undefined) throw new Error("It was found and is gone.");
    return found;
  };
  return { mail, mails };
}

function readLetter({ id, subject, html, text, headers, tags, attachments }: Kept): Letter {
  return {
    ...{ id, subject, headers, html: html ?? "", text: text ?? "" },
    kind: tags.find(({ name }) => name === "kind")?.value ?? null,
    links: Array.from((html ?? "").matchAll(/<a\b[^>]*?\shref="([^"]*)"/gi), ([, href = ""]) =>
      href.replaceAll("&amp;", "&"),
    ),
    attachments: attachments.map(({ filename, contentType, content }) => ({
      ...{ filename, contentType },
      text: Buffer.from(content, "base64").toString("utf8"),
    })),
  };
}
