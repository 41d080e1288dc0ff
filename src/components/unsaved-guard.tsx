import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { guardLeaving } from "../lib/leave-guard";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";

/** Asks before a link or a closed window throws away what was not saved. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useTranslation();
  const [leave, setLeave] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!when) return;
    const stopGuarding = guardLeaving((go) => setLeave(() => go));
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", onUnload);
    return () => {
      stopGuarding();
      removeEventListener("beforeunload", onUnload);
    };
  }, [when]);

  return (
    <Dialog
      open={leave !== null}
      onOpenChange={() => setLeave(null)}
      title={t("unsaved.title")}
      description={t("unsaved.text")}
    >
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setLeave(null)}>{t("unsaved.stay")}</Button>
        <Button
          look="outline"
          data-testid="leave-anyway"
          onClick={() => {
            setLeave(null);
            leave?.();
          }}
        >
          {t("unsaved.leave")}
        </Button>
      </div>
    </Dialog>
  );
}
