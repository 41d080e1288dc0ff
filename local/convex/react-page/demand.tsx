import { useQuery } from "convex/react";
import { ConvexError } from "convex/values";
import { Component } from "react";
import type { ReactNode } from "react";
import { api } from "../fixture/convex/_generated/api";

/** Shows the data of the error that a query ends in. */
class ErrorData extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const data: unknown = error instanceof ConvexError ? error.data : "an error without data";
    return (
      <p>
        <span data-testid="error">{JSON.stringify(data)}</span>
        <button onClick={() => this.setState({ error: null })}>Again</button>
      </p>
    );
  }
}

export function Demand({ channel }: { channel: string }) {
  return (
    <ErrorData>
      <Wanted channel={channel} />
    </ErrorData>
  );
}

function Wanted({ channel }: { channel: string }) {
  const body = useQuery(api.messages.demand, { channel });
  return <p data-testid="wanted">{body}</p>;
}
