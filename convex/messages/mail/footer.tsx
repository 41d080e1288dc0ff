"use node";

import { Link, Text } from "react-email";
import type { Words } from "../../../core/messages/facts.ts";
import { Lines } from "./lines";
import type { MailBusiness } from "./look";
import { type Palette, TOUCH_PX } from "./theme";

type FooterProps = { words: Words; business: MailBusiness; palette: Palette };

/** Who sends it and why, outside the card, and the way out of what nobody has to get. */
export function Footer({ words, business, palette }: FooterProps) {
  const small = { color: palette.muted, fontSize: 13, lineHeight: "20px" };
  return (
    <>
      {words.footer.map((line, index) => (
        <Text key={index} dir="auto" className="muted" style={{ ...small, margin: "0 0 6px" }}>
          <WithMailbox text={line} mailbox={business.email} color={palette.muted} />
        </Text>
      ))}
      {words.unsubscribe && (
        <Link
          href={words.unsubscribe.url}
          className="muted"
          style={{ ...small, textDecorationLine: "underline", lineHeight: `${String(TOUCH_PX)}px` }}
        >
          {words.unsubscribe.label}
        </Link>
      )}
    </>
  );
}

type WithMailboxProps = { text: string; mailbox: string | null; color: string };

/** The business's own address can be pressed; nothing else in the line can. */
function WithMailbox({ text, mailbox, color }: WithMailboxProps) {
  const at = mailbox === null ? -1 : text.indexOf(mailbox);
  if (mailbox === null || at < 0) return <Lines text={text} />;
  return (
    <>
      <Lines text={text.slice(0, at)} />
      <Link
        href={`mailto:${encodeURIComponent(mailbox)}`}
        className="muted"
        style={{ color, textDecorationLine: "underline" }}
      >
        {mailbox}
      </Link>
      <Lines text={text.slice(at + mailbox.length)} />
    </>
  );
}
