import { useMutation, useQuery } from "convex/react";
import { LayoutList, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Notice } from "../../components/ui/notice";
import { Skeleton } from "../../components/ui/skeleton";
import { usePageTitle } from "../../lib/use-page-title";
import { useRefusal } from "../../lib/use-refusal";
import type { OwnEventType } from "./draft";
import { EventTypeDialog } from "./event-type-dialog";
import { EventTypeRow } from "./event-type-row";

type EventTypesPageProps = { tenantSlug: string; memberId: Id<"memberSettings"> };

/** What a member offers: one list, in the order in which visitors see it. */
export function EventTypesPage({ tenantSlug, memberId }: EventTypesPageProps) {
  const { t } = useTranslation("member");
  const eventTypes = useQuery(api.eventTypes.listMine, { memberId });
  const settings = useQuery(api.members.settings, { tenantSlug });
  const [edited, setEdited] = useState<OwnEventType | "new" | null>(null);
  usePageTitle(t("eventTypes.title"));
  if (eventTypes === undefined || !settings) return <Skeleton className="h-96 rounded-2xl" />;
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-title">{t("eventTypes.title")}</h1>
          <p className="text-muted">{t("eventTypes.text")}</p>
        </div>
        <Button data-testid="new-event-type" onClick={() => setEdited("new")}>
          <Plus aria-hidden className="size-4" />
          {t("eventTypes.new")}
        </Button>
      </header>
      <Card>
        {eventTypes.length === 0 ? (
          <EmptyState
            icon={LayoutList}
            title={t("eventTypes.none")}
            text={t("eventTypes.noneText")}
          />
        ) : (
          <EventTypeList memberId={memberId} eventTypes={eventTypes} onEdit={setEdited} />
        )}
      </Card>
      {edited !== null && (
        <EventTypeDialog
          memberId={memberId}
          eventType={edited === "new" ? null : edited}
          defaults={settings}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type EventTypeListProps = {
  memberId: Id<"memberSettings">;
  eventTypes: OwnEventType[];
  onEdit: (eventType: OwnEventType) => void;
};

function EventTypeList({ memberId, eventTypes, onEdit }: EventTypeListProps) {
  const { sentence } = useRefusal();
  const reorder = useMutation(api.eventTypes.reorder);
  const [refused, setRefused] = useState<string | null>(null);
  const move = (index: number, by: number) => {
    const ids = eventTypes.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    setRefused(null);
    reorder({ memberId, ids }).catch((thrown: unknown) => setRefused(sentence(thrown)));
  };
  return (
    <>
      {refused && (
        <Notice tone="danger" role="alert" className="m-3">
          {refused}
        </Notice>
      )}
      <ul className="divide-y divide-line">
        {eventTypes.map((eventType, index) => (
          <EventTypeRow
            key={eventType.id}
            eventType={eventType}
            onEdit={() => onEdit(eventType)}
            onUp={index > 0 ? () => move(index, -1) : undefined}
            onDown={index < eventTypes.length - 1 ? () => move(index, 1) : undefined}
            onRefused={setRefused}
          />
        ))}
      </ul>
    </>
  );
}
