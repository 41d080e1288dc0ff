import type { Page } from "@playwright/test";

/** What stands between a page and the server's messages. */
export interface Gate {
  /** From now on the page hears nothing from the server; what it sends still arrives. */
  close: () => void;
  /** Lets everything through that was held back, in order. */
  open: () => void;
}

/** Puts a gate into the page's connection. Call it before the page is opened. */
export async function gateBeforeServer(page: Page): Promise<Gate> {
  let isClosed = false;
  let held: (() => void)[] = [];
  await page.routeWebSocket(/\/api\/.*\/sync/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const deliver = () => socket.send(message);
      if (isClosed) held.push(deliver);
      else deliver();
    });
  });
  return {
    close: () => {
      isClosed = true;
    },
    open: () => {
      isClosed = false;
      for (const deliver of held) deliver();
      held = [];
    },
  };
}
