import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Address } from "./fixture-server.testing.ts";

export type Frame = Record<string, unknown> & { type: string };

/** A client that says only what a test tells it to. */
export async function rawSocket({ url }: Address) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/1.48.0/sync`);
  const frames: Frame[] = [];
  let isClosed = false;
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  socket.on("close", () => (isClosed = true));
  await new Promise((resolve) => socket.once("open", resolve));
  onTestFinished(() => socket.terminate());
  const send = (frame: unknown) =>
    socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  return {
    frames,
    send,
    connect: (sessionId: string) =>
      send({ type: "Connect", sessionId, connectionCount: 0, lastCloseReason: null, clientTs: 0 }),
    isClosed: () => isClosed,
    of: (type: string) => frames.filter((frame) => frame.type === type),
  };
}
