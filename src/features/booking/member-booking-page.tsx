import { useQuery } from "convex/react";
import { CalendarX2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { api } from "../../../convex/_generated/api";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { BookedElsewhere } from "./booked-elsewhere";
import { Booker } from "./booker";
import { BookingSkeleton } from "./booking-skeleton";
import type { PublicMember } from "./member-pane";
import { canBook } from "./offer";

type MemberBookingPageProps = { tenantSlug: string; member: PublicMember };

/** Everything a visitor does with one member: choose a service and a time, say who they are, pay, be confirmed. */
export function MemberBookingPage({ tenantSlug, member }: MemberBookingPageProps) {
  const { t } = useTranslation("booking");
  const [params] = useSearchParams();
  const services = useQuery(api.eventTypes.list, { memberId: member.id });
  const isReady = useQuery(api.payments.isReady, { memberId: member.id });
  if (member.bookingMode === "external" && member.externalUrl !== null) {
    return <BookedElsewhere member={member} url={member.externalUrl} />;
  }
  if (services === undefined || isReady === undefined) return <BookingSkeleton />;
  const isPayable = isReady === true;
  const bookable = services.filter((service) => canBook(service, isPayable));
  const service = bookable.find(({ slug }) => slug === params.get("type")) ?? bookable[0];
  if (service === undefined || member.bookingMode !== "native") {
    return (
      <Card>
        <EmptyState
          isPage
          icon={CalendarX2}
          title={t("notBookable.title", { name: member.name })}
          text={t("notBookable.text")}
        />
      </Card>
    );
  }
  return <Booker {...{ tenantSlug, member, services, isPayable }} wanted={service} />;
}
