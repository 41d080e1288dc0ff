import { clsx } from "clsx";
import { Clock3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Price } from "../../components/price";
import { PriceDue } from "../../components/price-due";
import { PriceLabel } from "../../components/price-label";
import { useMoney } from "../../lib/use-money";
import { canBook, lengthsOf, offerOf, quoteOf, type Offer, type Service } from "./offer";

type ServiceListProps = {
  services: readonly Service[];
  /** Whether anything can be paid here now. */
  isPayable: boolean;
  chosen: Offer;
  onChoose: (service: Service) => void;
};

/** What can be booked with a member. One service is only shown; of several, one is chosen. */
export function ServiceList({ services, isPayable, chosen, onChoose }: ServiceListProps) {
  const { t } = useTranslation("booking");
  return (
    <ul aria-label={t("services")} className="flex flex-col gap-2">
      {services.map((service) => {
        const isChosen = service.id === chosen.service.id;
        const isOpen = canBook(service, isPayable);
        return (
          <li key={service.id}>
            <button
              type="button"
              data-testid="service"
              aria-pressed={isChosen}
              disabled={!isOpen}
              onClick={() => onChoose(service)}
              className={clsx(
                "w-full rounded-xl border px-3.5 py-3 text-start transition-colors disabled:border-dashed",
                isChosen
                  ? "border-accent bg-accent-soft"
                  : "border-line bg-surface hover:border-field-line",
              )}
            >
              <ServiceFacts service={service} offer={isChosen ? chosen : null} />
              {!isOpen && <span className="mt-2 block text-sm text-muted">{t("notPayable")}</span>}
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

/** Name, price and length; of the service that is chosen, the price of what is chosen of it. */
function ServiceFacts({ service, offer }: { service: Service; offer: Offer | null }) {
  const { t } = useTranslation("booking");
  const { currency, durationPrices } = service;
  const priced = quoteOf(offer ?? offerOf(service, {}));
  const { pricing, minPrice } = service;
  const money = useMoney(currency);
  const isOnePrice = pricing === "fixed" && durationPrices.length === 0;
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">{service.name}</span>
        {offer && priced.ok ? (
          <Price price={priced.quote.price} {...{ currency }} className={PRICE} />
        ) : (
          <PriceLabel service={service} className={PRICE} />
        )}
      </span>
      <span className="mt-0.5 flex items-center gap-1.5 text-sm text-muted">
        <Clock3 aria-hidden className="size-3.5" />
        {lengthsOf(service)
          .map((count) => t("minutes", { count }))
          .join(" / ")}
        {service.approval && <> · {t("onRequest")}</>}
      </span>
      {offer === null && pricing === "named" && minPrice > 0 && (
        <span className={DETAIL}>{t("amount.atLeast", { least: money(minPrice) })}</span>
      )}
      {priced.ok && (offer !== null || isOnePrice) && (
        <PriceDue {...priced.quote} currency={currency} className={DETAIL} />
      )}
    </>
  );
}

const PRICE = "shrink-0 text-sm font-semibold";
const DETAIL = "mt-0.5 block text-sm text-muted";
