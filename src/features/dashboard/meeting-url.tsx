import { useMutation } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { useFieldSave } from "./use-field-save";

type MeetingUrlProps = { bookingId: Id<"bookings">; saved: string | null };

/** Where to meet online. The customer sees it as soon as it is saved; an empty field takes it back. */
export function MeetingUrl({ bookingId, saved }: MeetingUrlProps) {
  const { t } = useTranslation("member");
  const setMeetingUrl = useMutation(api.bookings.setMeetingUrl);
  const url = useFieldSave({
    name: "meetingUrl",
    saved: saved ?? "",
    send: (written) => setMeetingUrl({ bookingId, meetingUrl: written.trim() || null }),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (url.changed && !url.busy) void url.save();
      }}
      className="flex flex-col gap-3"
    >
      <Field label={t("drawer.meetingUrl")} hint={t("drawer.meetingUrlHint")} error={url.error}>
        {(control) => (
          <Input
            {...control}
            name="meetingUrl"
            type="url"
            inputMode="url"
            placeholder="https://"
            value={url.value}
            onChange={({ target }) => url.write(target.value)}
          />
        )}
      </Field>
      {url.changed && (
        <Button
          type="submit"
          size="small"
          look="outline"
          data-testid="save-meeting-url"
          className="self-start"
          busy={url.busy}
        >
          {t("drawer.saveMeetingUrl")}
        </Button>
      )}
    </form>
  );
}
