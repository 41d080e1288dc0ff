import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Textarea } from "../../components/ui/input";
import { useRefusal } from "../../lib/use-refusal";

type BookingNotesProps = { bookingId: Id<"bookings">; saved: string };

/** The member's own notes; the customer never sees them. */
export function BookingNotes({ bookingId, saved }: BookingNotesProps) {
  const { t } = useTranslation("member");
  const { sentence, fieldsOf } = useRefusal();
  const setNotes = useMutation(api.bookings.setNotes);
  const [draft, setDraft] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const changed = draft !== null && draft !== saved;

  const save = async () => {
    if (draft === null) return;
    setBusy(true);
    try {
      await setNotes({ bookingId, notes: draft });
      setDraft(null);
      setError(undefined);
    } catch (thrown) {
      setError(fieldsOf(thrown).notes ?? sentence(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-3">
      <Field label={t("drawer.notes")} hint={t("drawer.notesHint")} error={error}>
        {(control) => (
          <Textarea
            {...control}
            name="notes"
            value={draft ?? saved}
            onChange={({ target }) => setDraft(target.value)}
          />
        )}
      </Field>
      {changed && (
        <Button size="small" look="outline" className="self-start" busy={busy} onClick={save}>
          {t("drawer.saveNotes")}
        </Button>
      )}
    </div>
  );
}
