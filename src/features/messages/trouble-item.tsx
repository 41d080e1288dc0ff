import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../convex/_generated/api";
import { MessageState, stateOf } from "../../components/message-state";
import { SendAgain } from "../../components/send-again";
import { useMessageReason } from "../../lib/use-message-reason";
import { useReaderFormat } from "../../lib/use-reader-format";

type Trouble = FunctionReturnType<typeof api.messages.listTroubles>[number];

/** One message that did not arrive: which, to whom, why, since when, and of which booking. */
export function TroubleItem({ trouble, onSent }: { trouble: Trouble; onSent: () => void }) {
  const { t } = useTranslation("messages");
  const reason = useMessageReason();
  const { id, kind, channel, recipient, error, failedAt, dueAt, booking } = trouble;
  const at = failedAt ?? dueAt;
  const format = useReaderFormat(at);
  const message = t(`kinds.${kind}`);
  const to = recipient ?? t("troubles.nobody");
  return (
    <li
      data-testid="trouble"
      className="flex flex-col gap-x-6 gap-y-2.5 py-5 sm:flex-row sm:items-start sm:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="font-semibold">{message}</h3>
          <MessageState state={stateOf(trouble)} />
        </div>
        <p className="break-words text-[0.9375rem]">
          {t("troubles.to", { channel: t(`channel.${channel}`), to })}
          {format && (
            <span className="text-muted">{` · ${format.shortDate(at)}, ${format.time(at)}`}</span>
          )}
        </p>
        {error !== null && <p className="break-words text-[0.9375rem]">{reason(error)}</p>}
        {booking && <Subject booking={booking} bookingId={trouble.bookingId ?? ""} />}
      </div>
      <SendAgain messageId={id} label={t("again.sendOf", { message, to })} onSent={onSent} />
    </li>
  );
}

type SubjectProps = { booking: NonNullable<Trouble["booking"]>; bookingId: string };

function Subject({ booking, bookingId }: SubjectProps) {
  const { t } = useTranslation("messages");
  const { code, start, customerName, memberName, memberSlug } = booking;
  const format = useReaderFormat(start);
  const customer = customerName ?? t("troubles.someone");
  return (
    <p className="text-sm text-muted">
      {t("troubles.with", { customer, member: memberName })}
      {" · "}
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
