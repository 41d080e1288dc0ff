import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { buttonStyle } from "../components/ui/button";
import { EmptyState } from "../components/ui/empty-state";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState isPage icon={Compass} title={t("notFound.title")} text={t("notFound.text")}>
      <Link href="/" className={buttonStyle({ look: "outline" })}>
        {t("notFound.home")}
      </Link>
    </EmptyState>
  );
}
