import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MailFrame } from "./mail-frame";
import { Segments } from "./segments";
import type { Drawing } from "./use-preview";

const PARTS = ["html", "plain"] as const;
const COLORS = ["light", "dark"] as const;
const WIDTHS = ["phone", "desktop"] as const;

/** A mail as programs show it: both its parts, in light and dark, on a phone and on a computer. */
export function MailPreview({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation("messages");
  const [part, setPart] = useState<(typeof PARTS)[number]>("html");
  const [colors, setColors] = useState<(typeof COLORS)[number]>("light");
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>("phone");
  const { subject, html, text } = drawing;
  const choices = <Choice extends "html" | "plain" | "light" | "dark" | "phone" | "desktop">(
    values: readonly Choice[],
  ) => values.map((value) => ({ value, label: t(`preview.${value}`) }));
  return (
    <div className="flex flex-col gap-3">
      <Segments
        legend={t("preview.how")}
        value={part}
        choices={choices(PARTS)}
        onChange={setPart}
      />
      {part === "html" && (
        <div className="flex flex-wrap gap-2">
          <Segments
            legend={t("preview.colors")}
            value={colors}
            choices={choices(COLORS)}
            onChange={setColors}
          />
          <Segments
            legend={t("preview.width")}
            value={width}
            choices={choices(WIDTHS)}
            onChange={setWidth}
          />
        </div>
      )}
      <div className="overflow-hidden rounded-xl border border-line">
        <p className="border-b border-line px-4 py-3" data-testid="preview-subject">
          <span className="block text-sm text-muted">{t("preview.subject")}</span>
          <span dir="auto" className="break-words font-semibold">
            {subject}
          </span>
        </p>
        {part === "html" ? (
          <MailFrame
            title={t("preview.frame", { subject })}
            {...{ html, isDark: colors === "dark", isWide: width === "desktop" }}
          />
        ) : (
          <pre
            dir="auto"
            data-testid="preview-plain"
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, and has to with the keyboard too.
            tabIndex={0}
            className="h-144 overflow-auto whitespace-pre-wrap break-words bg-surface p-4 font-mono text-sm"
          >
            {text}
          </pre>
        )}
      </div>
    </div>
  );
}
