import { useConvexConnectionState } from "convex/react";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Short drops mend themselves; only one that lasts is worth a word. */
const PATIENCE_MS = 1500;
/** The first connection may take longer, on a slow phone. */
const FIRST_PATIENCE_MS = 5000;

/** Says that what is on the screen may be out of date, as long as the server cannot be reached. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { isWebSocketConnected, hasEverConnected } = useConvexConnectionState();
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (isWebSocketConnected) return;
    const patience = hasEverConnected ? PATIENCE_MS : FIRST_PATIENCE_MS;
    const timer = setTimeout(() => setLasting(true), patience);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [isWebSocketConnected, hasEverConnected]);
  return (
    <div role="status" className="sticky top-0 z-30">
      {lasting && (
        <p
          data-testid="offline"
          className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2.5 text-sm font-medium text-warning"
        >
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t(hasEverConnected ? "offline.lost" : "offline.never")}
        </p>
      )}
    </div>
  );
}
