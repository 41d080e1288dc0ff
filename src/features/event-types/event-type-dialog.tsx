import { useMutation } from "convex/react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { Notice } from "../../components/ui/notice";
import { Refusal } from "../../components/ui/refusal";
import { useRefusal } from "../../lib/use-refusal";
import {
  draftOf,
  newDraft,
  problemsOfMoney,
  type EventTypeDraft,
  type OwnEventType,
} from "./draft";
import { EventTypeFields } from "./event-type-fields";

type EventTypeDialogProps = {
  memberId: Id<"memberSettings">;
  /** Null makes a new one. */
  eventType: OwnEventType | null;
  defaults: { durationMin: number; price: number; currency: string };
  onClose: () => void;
};

export function EventTypeDialog({ memberId, eventType, defaults, onClose }: EventTypeDialogProps) {
  const { t } = useTranslation("member");
  const { sentence, problem, fieldsOf } = useRefusal();
  const create = useMutation(api.eventTypes.create);
  const update = useMutation(api.eventTypes.update);
  const [draft, setDraft] = useState<EventTypeDraft>(() =>
    eventType ? draftOf(eventType) : newDraft(defaults),
  );
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);

  /** Said while typing: the rules of money are the same here as there. */
  const moneyErrors = Object.fromEntries(
    problemsOfMoney(draft).map(({ field, problem: code }) => [
      field,
      problem(field.split(".").at(-1) ?? field, code),
    ]),
  );
  const change = (changed: Partial<EventTypeDraft>) => {
    setDraft({ ...draft, ...changed });
    // A sentence about what was wrong goes as soon as one starts to mend it.
    const isMended = (field: string) => Object.keys(changed).some((key) => field.startsWith(key));
    setErrors(Object.fromEntries(Object.entries(errors).filter(([field]) => !isMended(field))));
  };
  const run = async (call: () => Promise<unknown>) => {
    setBusy(true);
    setRefused(null);
    try {
      await call();
      onClose();
    } catch (thrown) {
      const field = errorOf(thrown)?.field;
      setErrors(typeof field === "string" ? { [field]: sentence(thrown) } : fieldsOf(thrown));
      setRefused(sentence(thrown));
      setBusy(false);
      requestAnimationFrame(() => showFirstProblem(form.current));
    }
  };
  const save = () =>
    run(() =>
      eventType
        ? update({ eventTypeId: eventType.id, eventType: draft })
        : create({ memberId, eventType: draft }),
    );

  return (
    <Dialog
      open
      onOpenChange={onClose}
      place="side"
      title={eventType ? eventType.name : t("eventTypes.new")}
    >
      <form
        ref={form}
        noValidate
        data-testid="event-type-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
        className="flex flex-col gap-5"
      >
        <EventTypeFields draft={draft} errors={{ ...errors, ...moneyErrors }} onChange={change} />
        <Refusal>{refused}</Refusal>
        <Button type="submit" size="large" data-testid="save-event-type" busy={busy}>
          {t(eventType ? "save.save" : "eventTypes.create")}
        </Button>
        {eventType && <Remove eventTypeId={eventType.id} run={run} />}
      </form>
    </Dialog>
  );
}

/** Some fields lie folded away: what is wrong with one must be seen all the same. */
function showFirstProblem(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>("[aria-invalid]");
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}

type RemoveProps = {
  eventTypeId: Id<"eventTypes">;
  run: (call: () => Promise<unknown>) => Promise<void>;
};

function Remove({ eventTypeId, run }: RemoveProps) {
  const { t } = useTranslation("member");
  const remove = useMutation(api.eventTypes.remove);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button look="quiet" onClick={() => setAsked(true)}>
        {t("eventTypes.remove")}
      </Button>
    );
  }
  return (
    <Notice className="flex flex-col gap-3">
      <p>{t("eventTypes.removeText")}</p>
      <div className="flex gap-2">
        <Button look="danger" size="small" onClick={() => run(() => remove({ eventTypeId }))}>
          {t("eventTypes.removeYes")}
        </Button>
        <Button look="outline" size="small" onClick={() => setAsked(false)}>
          {t("eventTypes.removeNo")}
        </Button>
      </div>
    </Notice>
  );
}
