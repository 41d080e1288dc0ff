import { useEffect, useRef } from "react";
import { useSearchParams } from "wouter";

export type Step = "details" | "pay" | "done" | null;

/**
 * The step of the booking in the address, so that the browser's back button leaves the form, not the page.
 * `onBack` is called when it was pressed.
 */
export function useStep(
  onBack: () => void,
): [string | null, (step: Step, replace: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const latest = useRef(onBack);
  useEffect(() => {
    latest.current = onBack;
  });
  useEffect(() => {
    const listen = () => {
      if (!new URLSearchParams(location.search).has("step")) latest.current();
    };
    addEventListener("popstate", listen);
    return () => removeEventListener("popstate", listen);
  }, []);

  const goTo = (step: Step, replace: boolean) => {
    const change = (before: URLSearchParams) => {
      const after = new URLSearchParams(before);
      if (step === null) after.delete("step");
      else after.set("step", step);
      return after;
    };
    setParams(change, { replace });
  };
  return [params.get("step"), goTo];
}
