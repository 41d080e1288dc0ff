import { useConvexConnectionState, useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../fixture/convex/_generated/api";
import type { Id } from "../fixture/convex/_generated/dataModel";

/** A live list, to which what is sent is added before the server has answered. */
export function Chat({ channel }: { channel: string }) {
  const messages = useQuery(api.messages.list, { channel });
  const { isWebSocketConnected } = useConvexConnectionState();
  const [body, setBody] = useState("");
  const send = useMutation(api.messages.send).withOptimisticUpdate((store, sent) => {
    const shown = store.getQuery(api.messages.list, { channel });
    if (shown === undefined) return;
    const _id = `sending ${sent.body}` as Id<"messages">;
    const added = { ...sent, _id, _creationTime: Date.now() };
    store.setQuery(api.messages.list, { channel }, [added, ...shown]);
  });
  const [refusal, setRefusal] = useState("");
  const submit = async () => {
    setRefusal("");
    try {
      await send({ channel, body });
    } catch (error) {
      setRefusal(JSON.stringify((error as { data?: unknown }).data));
    }
  };
  return (
    <section>
      <p data-testid="connection">{isWebSocketConnected ? "connected" : "away"}</p>
      <input aria-label="Message" value={body} onChange={(event) => setBody(event.target.value)} />
      <button onClick={() => void submit()}>Send</button>
      <p data-testid="refusal">{refusal}</p>
      {messages === undefined ? (
        <p>Loading</p>
      ) : (
        <ul data-testid="chat">
          {messages.map((message) => (
            <li key={message._id} data-sending={message._id.startsWith("sending")}>
              {message.body}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
