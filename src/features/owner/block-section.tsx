import { useMutation, usePaginatedQuery } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Button } from "../../components/ui/button";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { BlockForm } from "./block-form";
import { BlockRow, type Block } from "./block-row";

const PAGE = 25;

/** Whom the business takes no bookings from online. */
export function BlockSection({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("owner");
  const { results, status, loadMore } = usePaginatedQuery(
    api.limits.listBlocks,
    { tenantSlug },
    { initialNumItems: PAGE },
  );
  const removeBlock = useMutation(api.limits.removeBlock);
  const [done, setDone] = useState("");
  const remove = async ({ id: blockId, value }: Block) => {
    await removeBlock({ blockId });
    setDone(t("blocks.removed", { value }));
  };
  return (
    <Section title={t("blocks.title")} text={t("blocks.text")}>
      <BlockForm
        tenantSlug={tenantSlug}
        onAdded={(value) => setDone(t("blocks.added", { value }))}
      />
      <p role="status" className="text-sm font-medium text-accent-text empty:hidden">
        {done}
      </p>
      {status === "LoadingFirstPage" && <Skeleton className="h-16" />}
      {status !== "LoadingFirstPage" && results.length === 0 && (
        <p className="text-sm text-muted">{t("blocks.none")}</p>
      )}
      <ul className="divide-y divide-line border-t border-line empty:hidden">
        {results.map((block) => (
          <BlockRow key={block.id} block={block} onRemove={remove} />
        ))}
      </ul>
      {(status === "CanLoadMore" || status === "LoadingMore") && (
        <Button look="quiet" busy={status === "LoadingMore"} onClick={() => loadMore(PAGE)}>
          {t("blocks.more")}
        </Button>
      )}
    </Section>
  );
}
