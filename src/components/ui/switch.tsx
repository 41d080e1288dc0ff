import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";

export function Switch(props: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...props}
      className="relative h-6 w-11 shrink-0 rounded-full border border-field-line bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-4 translate-x-[3px] rounded-full bg-field-line transition-transform data-[state=checked]:translate-x-[22px] data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}
