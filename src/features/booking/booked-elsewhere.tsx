import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonStyle } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { MemberPane, type PublicMember } from "./member-pane";

/** The page of a member who is booked at an address of their own: who it is, and the way there. */
export function BookedElsewhere({ member, url }: { member: PublicMember; url: string }) {
  const { t } = useTranslation("booking");
  return (
    <Card className="mx-auto max-w-xl p-6 sm:p-9">
      <MemberPane member={member}>
        <p>{t("external.text", { name: member.name })}</p>
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          data-testid="book-elsewhere"
          className={buttonStyle({ size: "large", className: "w-full" })}
        >
          {t("external.go", { name: member.name })}
          <ExternalLink aria-hidden className="size-4.5" />
          <span className="sr-only">({t("external.newTab")})</span>
        </a>
        <p className="text-center text-sm text-muted">{new URL(url).host}</p>
      </MemberPane>
    </Card>
  );
}
