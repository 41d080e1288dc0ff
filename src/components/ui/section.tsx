import type { ReactNode } from "react";
import { Card } from "./card";

type SectionProps = { title: string; text?: string; aside?: ReactNode; children: ReactNode };

/** A titled card of a form. */
export function Section({ title, text, aside, children }: SectionProps) {
  return (
    <Card className="flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="text-heading">{title}</h2>
          {text && <p className="text-sm text-muted">{text}</p>}
        </div>
        {aside}
      </div>
      {children}
    </Card>
  );
}
