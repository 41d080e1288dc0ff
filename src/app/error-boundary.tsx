import { CircleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../components/ui/button";
import { EmptyState } from "../components/ui/empty-state";
import { useRefusal } from "../lib/use-refusal";

type Props = { children: ReactNode };

/** Catches what a page could not show. Going elsewhere starts afresh. */
export function ErrorBoundary({ children }: Props) {
  const [path] = useLocation();
  return <Catcher path={path}>{children}</Catcher>;
}

class Catcher extends Component<Props & { path: string }, { thrown: unknown; failed: boolean }> {
  override state = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown, failed: true };
  }

  override componentDidUpdate(before: { path: string }) {
    // Not by a key: that would throw away what lives on over several pages, such as the notice of arrivals.
    if (this.state.failed && before.path !== this.props.path) this.recover();
  }

  private readonly recover = () => this.setState({ thrown: null, failed: false });

  override render() {
    const { thrown, failed } = this.state;
    if (!failed) return this.props.children;
    return <Failure thrown={thrown} onRetry={this.recover} />;
  }
}

function Failure({ thrown, onRetry }: { thrown: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const { sentence } = useRefusal();
  return (
    <div role="alert">
      <EmptyState isPage icon={CircleAlert} title={t("failed.title")} text={sentence(thrown)}>
        <Button look="outline" onClick={onRetry}>
          {t("failed.retry")}
        </Button>
      </EmptyState>
    </div>
  );
}
