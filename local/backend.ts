import path from "node:path";
import { ROOT, startChild, type Child } from "./child.ts";
import { answering } from "./part.ts";
import type { Ports } from "./ports.ts";

export interface BackendOptions {
  dataDir: string;
  ports: Ports;
  adminKey: string;
  output: number | "inherit";
  /** Called when the process ends that nobody asked to end. */
  onEnd: (sentence: string) => void;
}

/** The embedded Convex as a process of its own, which can be stopped and started again on its data. */
export class Backend {
  readonly url: string;
  readonly #options: BackendOptions;
  #child: Child | null = null;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.ports.convex}`;
  }

  async start(): Promise<void> {
    const { dataDir, ports, adminKey, output, onEnd } = this.#options;
    const child = startChild({
      args: [
        ...["--import", "tsx", path.join(ROOT, "local", "convex", "main.ts")],
        ...["--data", path.join(dataDir, "convex"), "--admin-key", adminKey],
        ...["--port", String(ports.convex), "--site-port", String(ports.site)],
      ],
      output,
    });
    this.#child = child;
    void child.ended.then((end) => {
      if (this.#child === child) onEnd(`Convex ended by itself with ${end}.`);
    });
    await answering(`${this.url}/version`, child);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await child?.stop();
  }
}
