import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

const CONTROL =
  "w-full rounded-xl border border-field-line bg-surface px-3.5 text-base text-ink placeholder:text-muted transition-colors hover:border-ink aria-invalid:border-danger disabled:opacity-55";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={clsx(CONTROL, "h-11", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={clsx(CONTROL, "min-h-24 py-2.5", className)} />;
}

/** The platform's own list: on a phone it is better than anything drawn by hand. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative block", className)}>
      <select {...rest} className={clsx(CONTROL, "h-11 appearance-none pe-8")} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted"
      />
    </span>
  );
}
