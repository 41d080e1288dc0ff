import { clsx } from "clsx";
import { Clock3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Price } from "../../components/price";
import { canBook, lengthsOf, type Service } from "./offer";

type ServiceListProps = {
  services: readonly Service[];
  chosen: Service;
  onChoose: (service: Service) => void;
};

/** What can be booked with a member. One service is only shown; of several, one is chosen. */
export function ServiceList({ services, chosen, onChoose }: ServiceListProps) {
  const { t } = useTranslation("booking");
  return (
    <ul aria-label={t("services")} className="flex flex-col gap-2">
      {services.map((service) => {
        const isChosen = service.id === chosen.id;
        return (
          <li key={service.id}>
            <button
              type="button"
              data-testid="service"
              aria-pressed={isChosen}
              disabled={!canBook(service)}
              onClick={() => onChoose(service)}
              className={clsx(
                "w-full rounded-xl border px-3.5 py-3 text-start transition-colors disabled:border-dashed",
                isChosen
                  ? "border-accent bg-accent-soft"
                  : "border-line bg-surface hover:border-field-line",
              )}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="font-semibold">{service.name}</span>
                <Price {...service} className="shrink-0 text-sm font-semibold" />
              </span>
              <span className="mt-0.5 flex items-center gap-1.5 text-sm text-muted">
                <Clock3 aria-hidden className="size-3.5" />
                {lengthsOf(service)
                  .map((count) => t("minutes", { count }))
                  .join(" / ")}
                {service.approval && <> · {t("onRequest")}</>}
              </span>
              {!canBook(service) && (
                <span className="mt-2 block text-sm text-muted">{t("paidLater")}</span>
              )}
              {isChosen && service.description && (
                <span className="mt-2 block text-sm text-muted">{service.description}</span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
