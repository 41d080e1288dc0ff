import { useAction } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { useRefusal } from "../../lib/use-refusal";

export type Wanted = FunctionArgs<typeof api.messages.preview>["wanted"];
export type Drawing = FunctionReturnType<typeof api.messages.preview>;

/** Who types is not disturbed by a preview of every letter. */
const QUIET_MS = 400;

/** A message as its reader would see it, a moment after the last change; the former one stays until the next is there. */
export function usePreview(wanted: Wanted | null) {
  const { sentence } = useRefusal();
  const draw = useAction(api.messages.preview);
  const [drawn, setDrawn] = useState<{ of: string; drawing: Drawing } | null>(null);
  const [failed, setFailed] = useState<{ of: string; why: string } | null>(null);
  const asked = wanted && JSON.stringify(wanted);
  useEffect(() => {
    if (asked === null) return;
    let isOver = false;
    const timer = setTimeout(() => {
      draw({ wanted: JSON.parse(asked) as Wanted }).then(
        (drawing) => {
          if (!isOver) setDrawn({ of: asked, drawing });
        },
        (thrown: unknown) => {
          if (!isOver) setFailed({ of: asked, why: sentence(thrown) });
        },
      );
    }, QUIET_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [asked, draw, sentence]);
  const why = failed !== null && failed.of === asked ? failed.why : null;
  const isLoading = asked !== null && drawn?.of !== asked && why === null;
  return { drawing: drawn?.drawing ?? null, isLoading, failed: why };
}
