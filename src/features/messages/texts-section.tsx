import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { OwnTexts } from "./own-texts";
import { PlaceFields } from "./place-fields";
import { TextEditor } from "./text-editor";
import { TextPreview } from "./text-preview";
import { keyOf, useTextDrafts, type OwnText } from "./use-text-drafts";

/** The words of every message in every language: ours, until the business writes its own; with how they look. */
export function TextsSection({ tenantSlug }: { tenantSlug: string }) {
  const texts = useQuery(api.messages.listTexts, { tenantSlug });
  if (texts === undefined) return <Skeleton className="h-[40rem] rounded-2xl" />;
  return <Texts tenantSlug={tenantSlug} saved={texts} />;
}

function Texts({ tenantSlug, saved }: { tenantSlug: string; saved: OwnText[] }) {
  const { t } = useTranslation("messages");
  const drafts = useTextDrafts(saved);
  const { place, go } = drafts;
  const key = keyOf(place);
  return (
    <Section title={t("texts.title")} text={t("texts.text")}>
      <UnsavedGuard when={drafts.hasDrafts} />
      <PlaceFields {...{ place, saved, go }} />
      <OwnTexts {...{ place, saved, go }} />
      <div className="grid items-start gap-x-8 gap-y-8 xl:grid-cols-2">
        <TextEditor key={key} {...{ tenantSlug, drafts }} />
        <TextPreview key={`${key}-preview`} {...{ tenantSlug, drafts }} />
      </div>
    </Section>
  );
}
