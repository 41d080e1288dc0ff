import { useMutation } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { SecondStep } from "../../components/second-step";

type NoShowProps = { bookingId: Id<"bookings">; onDone: () => void };

/** The second step of noting that the customer did not come. */
export function NoShow({ bookingId, onDone }: NoShowProps) {
  const { t } = useTranslation("member");
  const markNoShow = useMutation(api.bookings.markNoShow);
  return (
    <SecondStep
      text={t("noShow.text")}
      confirm={t("noShow.confirm")}
      keep={t("noShow.keep")}
      testId="no-show-confirm"
      onConfirm={() => markNoShow({ bookingId })}
      onDone={onDone}
    />
  );
}
