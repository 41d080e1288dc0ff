import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  text?: string;
  /** Whether it stands in the place of a whole page, whose heading it then is. */
  isPage?: boolean;
  children?: ReactNode;
};

/** What a page says when it has nothing to show: what that means and what to do next. */
export function EmptyState({ icon: Icon, title, text, isPage = false, children }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-2xl bg-sunken text-muted">
        <Icon aria-hidden className="size-6" />
      </span>
      <Title className="text-heading">{title}</Title>
      {text && <p className="max-w-md text-muted">{text}</p>}
      {children}
    </div>
  );
}
