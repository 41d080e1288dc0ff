import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../../convex/_generated/api";
import { MessageState, stateOf } from "../../components/message-state";
import { SendAgain } from "../../components/send-again";
import { useMessageReason } from "../../lib/use-message-reason";
import type { ZoneClock } from "../../lib/zone-clock";

type Message = FunctionReturnType<typeof api.messages.listForBooking>[number];
/** Whether it did not arrive, and somebody may send it again. */
export function isLost({ status }: Pick<Message, "status">): boolean {
  return status === "failed" || status === "bounced";
}

type MessageProps = { message: Message; clock: ZoneClock };

/** One message of a booking: which, to whom, where it is, why it did not arrive, and what it said. */
export function BookingMessage({ message, clock }: MessageProps) {
  const { t } = useTranslation("messages");
  const { id, kind, audience, channel, recipient, parts } = message;
  const state = stateOf(message);
  const at = momentOf(message);
  const format = clock.at(at);
  const name = t(`kinds.${kind}`);
  const facts = [
    t(`log.${audience}`),
    recipient ?? t(`channel.${channel}`),
    t(`log.at.${state}`, { time: `${format.shortDate(at)}, ${format.time(at)}` }),
    parts !== null && t("log.parts", { count: parts }),
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-start justify-between gap-3">
        <span className="text-[0.9375rem] font-medium">{name}</span>
        <MessageState state={state} />
      </p>
      <p className="break-words text-sm text-muted">{facts.filter(Boolean).join(" · ")}</p>
      <Trouble message={message} />
      <Content message={message} />
      {isLost(message) && (
        <SendAgain
          messageId={id}
          label={t("again.sendOf", { message: name, to: recipient ?? t(`log.${audience}`) })}
        />
      )}
    </div>
  );
}

/** When the last thing happened to it, or is to happen. */
function momentOf(message: Message): number {
  const { dueAt, sentAt, deliveredAt, openedAt, clickedAt, failedAt } = message;
  const moments = {
    ...{ planned: dueAt, sending: dueAt, dropped: dueAt },
    ...{ sent: sentAt, delivered: deliveredAt, opened: openedAt, clicked: clickedAt },
    ...{ failed: failedAt, bounced: failedAt },
  };
  return moments[stateOf(message)] ?? sentAt ?? dueAt;
}

/** Why it did not arrive or was not needed; of one that is still tried, why the last try did not succeed. */
function Trouble({ message: { status, error } }: { message: Message }) {
  const { t } = useTranslation("messages");
  const reason = useMessageReason();
  if (error === null) return null;
  if (status === "planned" || status === "sending") {
    return (
      <p className="break-words text-sm text-warning">
        {t("again.trying", { reason: reason(error) })}
      </p>
    );
  }
  const tone = status === "dropped" ? "text-muted" : "font-medium text-danger";
  return <p className={`break-words text-sm ${tone}`}>{reason(error)}</p>;
}

function Content({ message: { subject, text } }: { message: Message }) {
  const { t } = useTranslation("messages");
  if (!text) return null;
  return (
    <details className="text-sm">
      <summary className="flex min-h-11 cursor-pointer items-center text-muted underline underline-offset-4 hover:text-ink">
        {t("log.read")}
      </summary>
      <div dir="auto" className="rounded-xl bg-sunken px-4 py-3" data-testid="message-text">
        {subject && <p className="mb-2 break-words font-semibold">{subject}</p>}
        <p className="whitespace-pre-wrap break-words">{text}</p>
      </div>
    </details>
  );
}
