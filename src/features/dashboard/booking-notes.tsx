import { useMutation } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Textarea } from "../../components/ui/input";
import { useFieldSave } from "./use-field-save";

type BookingNotesProps = { bookingId: Id<"bookings">; saved: string };

/** The member's own notes; the customer never sees them. */
export function BookingNotes({ bookingId, saved }: BookingNotesProps) {
  const { t } = useTranslation("member");
  const setNotes = useMutation(api.bookings.setNotes);
  const notes = useFieldSave({
    name: "notes",
    saved,
    send: (written) => setNotes({ bookingId, notes: written }),
  });
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("drawer.notes")} hint={t("drawer.notesHint")} error={notes.error}>
        {(control) => (
          <Textarea
            {...control}
            name="notes"
            value={notes.value}
            onChange={({ target }) => notes.write(target.value)}
          />
        )}
      </Field>
      {notes.changed && (
        <Button
          size="small"
          look="outline"
          className="self-start"
          busy={notes.busy}
          onClick={notes.save}
        >
          {t("drawer.saveNotes")}
        </Button>
      )}
    </div>
  );
}
