import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../convex/_generated/api";
import { useReaderFormat } from "../../lib/use-reader-format";

type Subject = Pick<
  FunctionReturnType<typeof api.payments.listRecent>["page"][number],
  "bookingId" | "code" | "start" | "memberName" | "memberSlug" | "customerName"
>;

/** Which booking a payment is for: who with whom, when, and its code. */
export function PaymentSubject({ subject }: { subject: Subject }) {
  const { t } = useTranslation("payments");
  const { bookingId, code, start, memberName, memberSlug, customerName } = subject;
  const format = useReaderFormat(start);
  const customer = customerName ?? t("received.someone");
  return (
    <p className="text-sm text-muted">
      <span className="block text-[0.9375rem] text-ink">
        {t("received.with", { customer, member: memberName })}
      </span>
      <Link
        href={`/dashboard/members/${memberSlug}?booking=${bookingId}&start=${start}`}
        className="font-mono underline underline-offset-4 hover:text-ink"
      >
        {code}
      </Link>
      {format && ` · ${format.shortDate(start)}, ${format.time(start)}`}
    </p>
  );
}
