import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { reasonOf } from "./message-reason";

/** Says why a message did not arrive or was not sent; what only the service has words for, in those. */
export function useMessageReason(): (error: string) => string {
  const { t } = useTranslation("messages");
  return useCallback(
    (error) => t(`reason.${reasonOf(error)}`, { detail: error.replaceAll("_", " ") }),
    [t],
  );
}
