"use node";

import { Body, Container, Head, Heading, Html, Preview, Section, Text } from "react-email";
import type { Words } from "../../../core/messages/facts.ts";
import { Actions, LinkRow } from "./actions";
import { FactTable } from "./factTable";
import { Footer } from "./footer";
import { Lines } from "./lines";
import { Masthead } from "./masthead";
import type { Look } from "./look";
import {
  BASE_CSS,
  darkCss,
  FONT,
  outlookDarkCss,
  type Palette,
  PHONE_CSS,
  themeOf,
  WRAPPED,
} from "./theme";

const WIDTH_PX = 600;

/** Every mail: who writes, one card with the message, and below it who sends it and why. */
export function MailLayout({ words, look }: { words: Words; look: Look }) {
  const theme = themeOf(look.business.color);
  const palette = theme.light;
  return (
    <Html lang={look.locale}>
      <Head>
        <title>{words.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* What looks like an address or a number in a text stays text. */}
        <meta
          name="format-detection"
          content="telephone=no, date=no, address=no, email=no, url=no"
        />
        <Style css={[BASE_CSS, PHONE_CSS, darkCss(theme)].join("\n")} />
        <Style css={outlookDarkCss(theme)} />
      </Head>
      <Body
        lang={look.locale}
        className="canvas"
        style={{
          ...{ backgroundColor: palette.canvas, fontFamily: FONT, padding: "32px 16px 40px" },
          ...{ margin: 0, WebkitTextSizeAdjust: "100%" },
        }}
      >
        <Preview useTitleTag={false}>{previewOf(words.preview)}</Preview>
        <Container width={WIDTH_PX} style={{ width: "100%", maxWidth: WIDTH_PX }}>
          <Card words={words} look={look} palette={palette} />
          <Section style={{ padding: "20px 12px 0" }}>
            <Footer words={words} business={look.business} palette={palette} />
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

type CardProps = { words: Words; look: Look; palette: Palette };

function Card({ words, look, palette }: CardProps) {
  return (
    <Section
      className="surface"
      tdClassName="body"
      style={{
        ...{ backgroundColor: palette.surface, border: `1px solid ${palette.line}` },
        ...{ borderRadius: 16, borderCollapse: "separate", padding: "36px 40px 32px" },
      }}
    >
      <Masthead business={look.business} palette={palette} />
      <Heading as="h1" dir="auto" className="ink" style={{ ...HEADING, color: palette.ink }}>
        <Lines text={words.heading} />
      </Heading>
      {words.paragraphs.map((text, index) => (
        <Text key={index} dir="auto" className="ink" style={{ ...PARAGRAPH, color: palette.ink }}>
          <Lines text={text} />
        </Text>
      ))}
      {words.rows.length > 0 && <FactTable rows={words.rows} palette={palette} />}
      <Actions actions={words.actions} palette={palette} />
      {words.calendars && (
        <Section className="line" style={{ ...APART, borderTop: `1px solid ${palette.line}` }}>
          <Text className="muted" style={{ ...SMALL, color: palette.muted }}>
            {words.calendars.label}
          </Text>
          <LinkRow links={words.calendars.links} palette={palette} />
        </Section>
      )}
    </Section>
  );
}

const HEADING = {
  ...{ fontSize: 26, lineHeight: "33px", fontWeight: 700, letterSpacing: "-0.02em" },
  ...{ margin: "28px 0 12px", ...WRAPPED },
};
const PARAGRAPH = { fontSize: 16, lineHeight: "26px", margin: "0 0 12px", ...WRAPPED };
const APART = { marginTop: 24, paddingTop: 16 };
const SMALL = { fontSize: 14, lineHeight: "20px", margin: 0 };

function Style({ css }: { css: string }) {
  return <style dangerouslySetInnerHTML={{ __html: css }} />;
}

/** Mail programs show less; a longer one would be cut within a character. */
function previewOf(text: string): string {
  return Array.from(text).slice(0, 90).join("");
}
