import { clsx } from "clsx";
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
  return <select {...rest} className={clsx(CONTROL, "h-11 pe-2", className)} />;
}
