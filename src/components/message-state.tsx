import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import type { api } from "../../convex/_generated/api";
import { Badge } from "./ui/badge";

type Message = FunctionReturnType<typeof api.messages.listForBooking>[number];

const TONE = {
  planned: "calm",
  sending: "calm",
  sent: "calm",
  delivered: "good",
  opened: "good",
  clicked: "good",
  bounced: "danger",
  failed: "danger",
  dropped: "calm",
} as const;

type State = keyof typeof TONE;

/** Where a message is; of one that has arrived, what its reader did with it. */
export function stateOf(message: Pick<Message, "status" | "openedAt" | "clickedAt">): State {
  const { status, openedAt, clickedAt } = message;
  if (status !== "sent" && status !== "delivered") return status;
  if (clickedAt !== null) return "clicked";
  return openedAt === null ? status : "opened";
}

/** Where a message is, in a word. */
export function MessageState({ state }: { state: State }) {
  const { t } = useTranslation("messages");
  return (
    <Badge tone={TONE[state]} data-testid="message-state" data-state={state}>
      {t(`state.${state}`)}
    </Badge>
  );
}
