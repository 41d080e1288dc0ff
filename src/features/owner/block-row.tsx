import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { useReaderFormat } from "../../lib/use-reader-format";
import { useRefusal } from "../../lib/use-refusal";

export type Block = FunctionReturnType<typeof api.limits.listBlocks>["page"][number];

type BlockRowProps = { block: Block; onRemove: (block: Block) => Promise<void> };

/** One that is blocked, why, since when, and the way to let them book again. */
export function BlockRow({ block, onRemove }: BlockRowProps) {
  const { t } = useTranslation("owner");
  const { sentence } = useRefusal();
  const { kind, value, reason, createdAt } = block;
  const format = useReaderFormat(createdAt);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const remove = async () => {
    setBusy(true);
    try {
      await onRemove(block);
    } catch (thrown) {
      setRefused(sentence(thrown));
      setBusy(false);
    }
  };
  const since = format && t("blocks.since", { date: format.shortDate(createdAt) });
  return (
    <li data-testid="block" className="flex items-center justify-between gap-4 py-3">
      <div className="min-w-0">
        <p className="break-all font-medium">{value}</p>
        <p className="break-words text-sm text-muted">
          {[t(`blocks.kinds.${kind}`), since, reason].filter(Boolean).join(" · ")}
        </p>
        {refused && (
          <p role="alert" className="text-sm text-danger">
            {refused}
          </p>
        )}
      </div>
      <Button
        look="outline"
        size="small"
        busy={busy}
        aria-label={t("blocks.removeOf", { value })}
        onClick={remove}
      >
        {t("blocks.remove")}
      </Button>
    </li>
  );
}
