"use node";

import { Button, Link, Section } from "react-email";
import type { Words } from "../../../core/messages/facts.ts";
import { type Palette, TOUCH_PX } from "./theme";

/** The one thing to press, and what else can be done below it. */
export function Actions({ actions, palette }: { actions: Words["actions"]; palette: Palette }) {
  const [first, ...others] = actions;
  if (first === undefined) return null;
  return (
    <>
      {/* The cell has the button's colour as well, for programs that give a link no room around its words. */}
      <Section
        align="left"
        className="action brand"
        style={{
          ...{ width: "auto", marginTop: 24 },
          ...{ backgroundColor: palette.brand, borderRadius: 10 },
        }}
      >
        <Button
          href={first.url}
          className="brand"
          style={{
            ...{ backgroundColor: palette.brand, color: palette.onBrand, borderRadius: 10 },
            ...{ padding: "14px 26px", fontSize: 16, fontWeight: 600 },
          }}
        >
          {first.label}
        </Button>
      </Section>
      <div style={{ clear: "both", height: others.length > 0 ? 8 : 0, lineHeight: "8px" }} />
      <LinkRow links={others} palette={palette} />
    </>
  );
}

/** Links side by side, each tall enough for a thumb. */
export function LinkRow({ links, palette }: { links: Words["actions"]; palette: Palette }) {
  return links.map(({ label, url }, index) => (
    <Link
      key={index}
      href={url}
      className="link"
      style={{
        ...{ display: "inline-block", marginInlineEnd: 24, lineHeight: `${String(TOUCH_PX)}px` },
        ...{ color: palette.link, fontSize: 16, fontWeight: 600 },
      }}
    >
      {label}
    </Link>
  ));
}
