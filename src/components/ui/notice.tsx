import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const noticeStyle = cva("rounded-xl px-4 py-3 text-[0.9375rem]", {
  variants: {
    tone: {
      calm: "bg-sunken text-ink",
      good: "bg-accent-soft text-accent-text",
      warning: "bg-warning-soft text-warning",
      danger: "bg-danger-soft text-danger",
    },
  },
  defaultVariants: { tone: "calm" },
});

/** A block of text that tells the state of things. Give it role="alert" when it appears by itself. */
export function Notice({
  tone,
  className,
  ...rest
}: ComponentProps<"div"> & VariantProps<typeof noticeStyle>) {
  return <div {...rest} className={noticeStyle({ tone, className })} />;
}
