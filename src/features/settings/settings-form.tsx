import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { UnsavedGuard } from "../../components/unsaved-guard";
import type { SettingsDraft } from "./use-settings-draft";

type SettingsFormProps = {
  draft: SettingsDraft;
  title: string;
  text: string;
  children: ReactNode;
};

/** A page of settings with its one Save, which stays in sight. */
export function SettingsForm({ draft, title, text, children }: SettingsFormProps) {
  const { t } = useTranslation("member");
  const { dirty, busy, saved, stale, refused } = draft;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty && !busy && !stale) void draft.save();
      }}
      className="flex flex-col gap-6"
    >
      <header>
        <h1 className="text-title">{title}</h1>
        <p className="text-muted">{text}</p>
      </header>
      {children}
      <UnsavedGuard when={dirty} />
      <div className="sticky bottom-3 z-10 rounded-2xl border border-line bg-surface p-3 ps-5 shadow-float">
        {stale && <Stale draft={draft} />}
        {refused && (
          <Notice tone="danger" role="alert" className="mb-3">
            {refused}
          </Notice>
        )}
        <div className="flex items-center gap-2">
          <p role="status" data-testid="save-status" className="me-auto text-sm text-muted">
            {saved ? t("save.saved") : dirty ? t("save.unsaved") : ""}
          </p>
          {dirty && (
            <Button look="quiet" onClick={draft.discard}>
              {t("save.discard")}
            </Button>
          )}
          <Button
            type="submit"
            data-testid="save"
            busy={busy}
            aria-disabled={!dirty || stale || busy || undefined}
          >
            {t("save.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Stale({ draft }: { draft: SettingsDraft }) {
  const { t } = useTranslation("member");
  return (
    <Notice tone="warning" role="alert" data-testid="stale" className="mb-3">
      <p className="font-semibold">{t("stale.title")}</p>
      <p className="text-ink">{t("stale.text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={draft.rebase}>
          {t("stale.keepMine")}
        </Button>
        <Button size="small" look="outline" onClick={draft.discard}>
          {t("stale.takeTheirs")}
        </Button>
      </div>
    </Notice>
  );
}
