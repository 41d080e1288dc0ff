import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../components/ui/button";

type StepHeadingProps = { title: string; text?: string; back: string; onBack: () => void };

/** The heading of a step one went on to. It takes the focus, so that screen readers and keys start there. */
export function StepHeading({ title, text, back, onBack }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  return (
    <header className="flex flex-col items-start gap-1">
      <Button look="quiet" size="small" onClick={onBack} className="-ms-3 mb-1">
        <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
        {back}
      </Button>
      <h1 ref={heading} tabIndex={-1} className="text-title">
        {title}
      </h1>
      {text && <p className="text-muted">{text}</p>}
    </header>
  );
}
