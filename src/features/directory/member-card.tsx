import { ArrowRight, MapPin } from "lucide-react";
import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../convex/_generated/api";
import { PriceLabel } from "../../components/price-label";
import { Avatar } from "../../components/ui/avatar";
import { Card } from "../../components/ui/card";
import { zoneCity } from "../../lib/zone-city";

type Member = FunctionReturnType<typeof api.members.list>["page"][number];

export function MemberCard({ tenantSlug, member }: { tenantSlug: string; member: Member }) {
  const { t } = useTranslation("booking");
  return (
    <li>
      <Card className="group relative flex h-full flex-col gap-4 p-5 transition-[border-color,box-shadow] hover:border-field-line hover:shadow-float">
        <div className="flex items-center gap-3.5">
          <Avatar {...member} className="size-14 text-lg" />
          <div className="min-w-0">
            <h2 className="truncate text-heading">
              <Link
                href={`/${tenantSlug}/${member.slug}`}
                data-testid="member"
                className="rounded-lg after:absolute after:inset-0 after:rounded-2xl"
              >
                {member.name}
              </Link>
            </h2>
            <p className="truncate text-[0.9375rem] text-muted">{member.title}</p>
          </div>
        </div>
        <ul className="flex flex-col gap-1.5 text-sm">
          {member.services.map((service) => (
            <li key={service.name} className="flex items-baseline justify-between gap-3">
              <span className="truncate">
                {service.name}
                <span className="text-muted">
                  {" · "}
                  {t("minutes", { count: service.durationMin })}
                </span>
              </span>
              <PriceLabel service={service} className="shrink-0 font-semibold" />
            </li>
          ))}
        </ul>
        <p className="mt-auto flex items-center justify-between gap-3 border-t border-line pt-3.5 text-sm text-muted">
          <span className="flex items-center gap-1.5">
            <MapPin aria-hidden className="size-4" />
            {zoneCity(member.timezone)}
          </span>
          <span
            aria-hidden
            className="flex items-center gap-1 font-semibold text-accent-text transition-transform group-hover:translate-x-0.5"
          >
            {t("directory.seeTimes")}
            <ArrowRight className="size-4 rtl:rotate-180" />
          </span>
        </p>
      </Card>
    </li>
  );
}
