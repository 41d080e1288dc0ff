import { usePaginatedQuery } from "convex/react";
import { api } from "../fixture/convex/_generated/api";

/** All messages, newest first, five at a time. */
export function History({ channel }: { channel: string }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.messages.page,
    { channel },
    { initialNumItems: 5 },
  );
  return (
    <section>
      <p data-testid="status">{status}</p>
      <button onClick={() => loadMore(5)}>More</button>
      <ol data-testid="history">
        {results.map((message) => (
          <li key={message._id}>{message.body}</li>
        ))}
      </ol>
    </section>
  );
}
