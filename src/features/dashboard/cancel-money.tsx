import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { useMoney } from "../../lib/use-money";
import type { MemberBooking } from "./use-arrivals";

/** What the customer gets back when the member cancels: all that is left of what was paid. */
export function CancelMoney({ booking }: { booking: MemberBooking }) {
  const { t } = useTranslation("money");
  const money = useMoney(booking.currency);
  const { id: bookingId, paidAmount, price } = booking;
  const list = useQuery(api.payments.list, price > 0 ? { bookingId } : "skip");
  if (!list) return null;
  const name = booking.contact?.name ?? "";
  const sums = { all: 0, released: 0, inPerson: 0 };
  for (const { channel, standing, amount, received, refundable } of list.payments) {
    if (channel === "in_person") sums.inPerson += received;
    else if (standing === "authorized") sums.released += amount;
    else sums.all += refundable;
  }
  const hasMoney = sums.released > 0 || paidAmount > 0;
  if (!hasMoney) return null;
  return (
    <div data-testid="cancel-money" className="flex flex-col gap-1 text-[0.9375rem] font-medium">
      {(["all", "released", "inPerson"] as const).map(
        (kind) =>
          sums[kind] > 0 && (
            <p key={kind}>{t(`cancel.${kind}`, { amount: money(sums[kind]), name })}</p>
          ),
      )}
    </div>
  );
}
