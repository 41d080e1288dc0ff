import { useMutation } from "convex/react";
import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { PriceLabel } from "../../components/price-label";
import { Button } from "../../components/ui/button";
import { Switch } from "../../components/ui/switch";
import { useDurationLabel } from "../../lib/use-duration-label";
import { useRefusal } from "../../lib/use-refusal";
import { draftOf, type OwnEventType } from "./draft";

type EventTypeRowProps = {
  eventType: OwnEventType;
  onEdit: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRefused: (sentence: string | null) => void;
};

export function EventTypeRow({ eventType, onEdit, onUp, onDown, onRefused }: EventTypeRowProps) {
  const { t } = useTranslation("member");
  const { sentence } = useRefusal();
  const durationLabel = useDurationLabel();
  const update = useMutation(api.eventTypes.update);
  const { id, name, active } = eventType;
  const switchTo = (next: boolean) => {
    onRefused(null);
    update({ eventTypeId: id, eventType: { ...draftOf(eventType), active: next } }).catch(
      (thrown: unknown) => onRefused(sentence(thrown)),
    );
  };
  return (
    <li
      data-testid="event-type"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4 sm:px-5"
    >
      <Switch
        aria-label={t("eventTypes.offered", { name })}
        checked={active}
        onCheckedChange={switchTo}
      />
      <div className="min-w-40 flex-1">
        <p className={active ? "font-semibold" : "font-semibold text-muted"}>{name}</p>
        <p className="text-sm text-muted">
          {durationLabel(eventType.durationMin)} ·{" "}
          {eventType.pricing === "named" ? (
            t("pricing.namedShort")
          ) : (
            <PriceLabel service={eventType} />
          )}
          {eventType.approval && ` · ${t("eventTypes.approvalShort")}`}
        </p>
      </div>
      <div className="flex">
        <Arrow icon={ArrowUp} label={t("eventTypes.up", { name })} onPress={onUp} />
        <Arrow icon={ArrowDown} label={t("eventTypes.down", { name })} onPress={onDown} />
        <Button
          look="quiet"
          size="icon"
          aria-label={t("eventTypes.edit", { name })}
          onClick={onEdit}
        >
          <Pencil aria-hidden className="size-4" />
        </Button>
      </div>
    </li>
  );
}

type ArrowProps = { icon: typeof ArrowUp; label: string; onPress: (() => void) | undefined };

function Arrow({ icon: Icon, label, onPress }: ArrowProps) {
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={label}
      aria-disabled={onPress === undefined || undefined}
      onClick={onPress}
    >
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
