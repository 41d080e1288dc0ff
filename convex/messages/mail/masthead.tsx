"use node";

import { Img } from "react-email";
import type { MailBusiness } from "./look";
import { type Palette, WRAPPED } from "./theme";

/** Who writes: the business's logo, or its first letter and its name. */
export function Masthead({ business, palette }: { business: MailBusiness; palette: Palette }) {
  if (business.logoUrl?.startsWith("https://") === true) {
    return (
      <Img
        src={business.logoUrl}
        alt={business.name}
        height={40}
        className="ink"
        style={{ ...NAME, maxWidth: 220, color: palette.ink }}
      />
    );
  }
  return (
    <table cellPadding="0" cellSpacing="0" role="presentation">
      <tbody>
        <tr>
          <td
            aria-hidden
            className="brand"
            style={{
              ...{ width: 36, height: 36, borderRadius: 9, textAlign: "center" },
              ...{ backgroundColor: palette.brand, color: palette.onBrand },
              ...{ fontSize: 18, fontWeight: 700, lineHeight: "36px" },
            }}
          >
            {firstLetterOf(business.name)}
          </td>
          <td
            dir="auto"
            className="ink"
            style={{ ...NAME, color: palette.ink, paddingInlineStart: 12 }}
          >
            {business.name}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const NAME = {
  ...{ fontSize: 17, fontWeight: 650, lineHeight: "24px", letterSpacing: "-0.01em" },
  ...WRAPPED,
} as const;

function firstLetterOf(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? "•").toUpperCase();
}
