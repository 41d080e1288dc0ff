import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

export const buttonStyle = cva(
  "inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-xl font-semibold transition-colors disabled:opacity-55 aria-disabled:opacity-55",
  {
    variants: {
      look: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        outline: "border border-line bg-surface text-ink hover:border-field-line hover:bg-sunken",
        quiet: "text-muted hover:bg-sunken hover:text-ink",
        danger: "bg-danger text-on-danger hover:opacity-90",
      },
      size: {
        small: "h-9 px-3 text-sm",
        medium: "h-11 px-4 text-[0.9375rem]",
        large: "h-12 px-6 text-base",
        icon: "size-11 shrink-0",
      },
    },
    defaultVariants: { look: "primary", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonStyle> & {
    /** Shows that the press is being carried out; further presses are ignored, the focus stays. */
    busy?: boolean;
  };

export function Button({ look, size, busy = false, className, children, ...rest }: ButtonProps) {
  const { onClick, type = "button", ...attributes } = rest;
  return (
    <button
      {...attributes}
      type={busy ? "button" : type}
      aria-disabled={busy || attributes["aria-disabled"]}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={buttonStyle({ look, size, className })}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
