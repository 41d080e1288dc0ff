import { useConvex } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import type { BookingLink } from "../lib/use-payment-check";
import { Button } from "./ui/button";

type CalendarFileProps = { link: BookingLink; name: string };

/** A booking as a file that every calendar opens, made by the backend at the press: it has what the mails' invites have. */
export function CalendarFile({ link, name }: CalendarFileProps) {
  const { t } = useTranslation("checkout");
  const convex = useConvex();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const fetchFile = async () => {
    setBusy(true);
    const text = await convex.query(api.messages.calendarFile, link).catch(() => null);
    setFailed(text === null);
    if (text !== null) keep(text, name);
    setBusy(false);
  };
  return (
    <>
      <Button
        look="outline"
        data-testid="calendar-file"
        busy={busy}
        onClick={() => void fetchFile()}
      >
        {t("calendar.file")}
      </Button>
      {failed && (
        <p role="alert" className="w-full text-sm text-danger">
          {t("calendar.noFile")}
        </p>
      )}
    </>
  );
}

/** Has the browser save a text under a name, as if it had been at an address. */
function keep(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Some browsers read the address only after the press has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}

const KEEP_MS = 10_000;
