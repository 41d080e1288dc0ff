import { Notice } from "./notice";

/** Why something was refused, said as it appears; nothing while there is nothing to say. */
export function Refusal({ children }: { children: string | null | undefined }) {
  if (!children) return null;
  return (
    <Notice tone="danger" role="alert">
      {children}
    </Notice>
  );
}
