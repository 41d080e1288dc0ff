import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { buttonStyle } from "../../components/ui/button";
import { EmptyState } from "../../components/ui/empty-state";

/** In the place of the owner's pages, for everybody else who comes by their address. */
export function OwnerOnly() {
  const { t } = useTranslation("owner");
  return (
    <div data-testid="owner-only">
      <EmptyState isPage icon={Lock} title={t("refused.title")} text={t("refused.text")}>
        <Link href="/dashboard" className={buttonStyle({ look: "outline" })}>
          {t("refused.back")}
        </Link>
      </EmptyState>
    </div>
  );
}
