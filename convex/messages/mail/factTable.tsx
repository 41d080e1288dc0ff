"use node";

import type { CSSProperties } from "react";
import type { Words } from "../../../core/messages/facts.ts";
import { Lines } from "./lines";
import { type Palette, WRAPPED } from "./theme";

const RADIUS_PX = 12;

/** What one looks up: labels beside their facts, and above them on a phone. */
export function FactTable({ rows, palette }: { rows: Words["rows"]; palette: Palette }) {
  return (
    <table
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      role="presentation"
      className="sunken"
      style={{
        ...{ backgroundColor: palette.sunken, borderRadius: RADIUS_PX },
        ...{ borderCollapse: "separate", marginTop: 20 },
      }}
    >
      <tbody>
        {rows.map((row, index) => (
          <FactRow key={index} {...row} isLast={index === rows.length - 1} palette={palette} />
        ))}
      </tbody>
    </table>
  );
}

type FactRowProps = Words["rows"][number] & { isLast: boolean; palette: Palette };

function FactRow({ label, value, isLast, palette }: FactRowProps) {
  const cell: CSSProperties = {
    ...{ padding: "11px 20px", verticalAlign: "top", lineHeight: "24px" },
    borderBottom: isLast ? "0" : `1px solid ${palette.line}`,
  };
  return (
    <tr>
      <td
        className="fact fact-label muted line"
        style={{
          ...cell,
          ...{ width: "27%", paddingInlineEnd: 0, color: palette.muted, fontSize: 14 },
        }}
      >
        {label}
      </td>
      <td
        dir="auto"
        className="fact fact-value ink line"
        style={{
          ...cell,
          ...{ color: palette.ink, fontSize: 16, fontWeight: 500 },
          ...WRAPPED,
        }}
      >
        <Lines text={value} />
      </td>
    </tr>
  );
}
