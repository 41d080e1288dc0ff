import { randomBytes } from "node:crypto";
import { mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { startBuiltApp, startDevServer, type AppOptions } from "./app.ts";
import { Backend } from "./backend.ts";
import { pushFunctions, runFunction, setVariables, watchFunctions } from "./functions.ts";
import { keptJson } from "./json-file.ts";
import { startMail, type MailServer } from "./mail/server.ts";
import { answering, part } from "./part.ts";
import { anyPorts, type Ports } from "./ports.ts";
import { startIssuer } from "./sign-in/issuer.ts";
import { PERSONAS } from "./sign-in/personas.ts";
import { startSms, type SmsServer } from "./sms/server.ts";
import { startStripe, type StripeServer } from "./stripe/server.ts";

export interface MarketplaceOptions {
  /** Everything this marketplace keeps. Created when it is not there. */
  dataDir: string;
  /** For tests: serve a production build, watch no sources, write the parts' output to files in `dataDir`. */
  built?: boolean;
  /** Seed everybody of the demonstration and a year of bookings; by default its first six people only. */
  full?: boolean;
  /** Default: any free ones. */
  ports?: Ports;
  /** Hears what happens while it runs, sentence by sentence. */
  say?: (sentence: string) => void;
}

export interface Marketplace {
  appUrl: string;
  convexUrl: string;
  issuerUrl: string;
  /** The local Stripe: a page for people at `/`, what it holds as JSON at `/state`, and faults by a POST to `/control`. */
  stripeUrl: string;
  /** The inbox of everybody: mails and text messages, as JSON at `/state`, and faults by a POST to `/control`. */
  inboxUrl: string;
  adminKey: string;
  /** Resolves with a sentence when a part ends by itself. */
  broken: Promise<string>;
  /** Stops Convex and starts it again, on the same ports and data. */
  restartBackend: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Whom the demonstration's mails are from. */
const MAIL_FROM = "Open Hours <hello@bookable.example>";

/**
 * Starts sign-in, Stripe, mail and text messages, Convex and the screens, pushes the functions and seeds the data.
 * @throws PartFailed with what failed and what to do; then nothing of it runs any more.
 */
export async function startMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const { dataDir } = options;
  const ports = options.ports ?? (await anyPorts());
  const adminKey = await keptJson(path.join(dataDir, "admin-key.json"), drawSecret);
  const parts = new Parts(options, { ports, adminKey });
  try {
    await parts.start();
    return parts;
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

class Parts implements Marketplace {
  readonly appUrl: string;
  readonly convexUrl: string;
  readonly issuerUrl: string;
  readonly stripeUrl: string;
  readonly inboxUrl: string;
  readonly adminKey: string;
  readonly broken: Promise<string>;
  readonly #options: MarketplaceOptions;
  readonly #ports: Ports;
  readonly #backend: Backend;
  /** What to do at the end, last things first. */
  readonly #stops: (() => Promise<void> | void)[] = [];
  #reportEnd: (sentence: string) => void = () => undefined;

  constructor(
    options: MarketplaceOptions,
    { ports, adminKey }: { ports: Ports; adminKey: string },
  ) {
    this.#options = options;
    this.#ports = ports;
    this.adminKey = adminKey;
    this.broken = new Promise((resolve) => (this.#reportEnd = resolve));
    this.#backend = new Backend({
      ...{ dataDir: options.dataDir, ports, adminKey, output: this.#outputOf("convex") },
      onEnd: this.#reportEnd,
    });
    this.appUrl = `http://127.0.0.1:${ports.app}`;
    this.issuerUrl = `http://127.0.0.1:${ports.signIn}`;
    this.stripeUrl = `http://127.0.0.1:${ports.stripe}`;
    this.inboxUrl = `http://127.0.0.1:${ports.mail}`;
    this.convexUrl = this.#backend.url;
  }

  async start(): Promise<void> {
    await this.#startSignIn();
    const stripe = await this.#startStripe();
    const sms = await this.#startSms();
    const mail = await this.#startMail(sms);
    const variables = await this.#backendVariables(stripe, { mail, sms });
    // Both to their end, also when one fails: what has been started by then has to be stopped.
    const results = await Promise.allSettled([
      this.#startBackend(variables),
      this.#startScreens(stripe),
    ]);
    for (const result of results) {
      if (result.status === "rejected") throw result.reason;
    }
  }

  readonly restartBackend = async (): Promise<void> => {
    await this.#backend.stop();
    await this.#backend.start();
  };

  readonly stop = async (): Promise<void> => {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  };

  async #startSignIn(): Promise<void> {
    const dataDir = path.join(this.#options.dataDir, "sign-in");
    const issuer = await part(
      "Sign-in did not start",
      `Start again. If it happens again, delete ${dataDir}.`,
      startIssuer({
        dataDir,
        port: this.#ports.signIn,
        appOrigins: this.#appOrigins(),
        personas: PERSONAS,
      }),
    );
    this.#stops.push(issuer.stop);
  }

  async #startStripe(): Promise<StripeServer> {
    const dataDir = path.join(this.#options.dataDir, "stripe");
    const webhooks = `http://127.0.0.1:${this.#ports.site}/stripe`;
    const stripe = await part(
      "The local Stripe did not start",
      `Start again. If it happens again, delete ${dataDir}.`,
      startStripe({
        dataDir,
        port: this.#ports.stripe,
        appOrigins: this.#appOrigins(),
        endpoints: { platform: `${webhooks}/webhook`, connect: `${webhooks}/connect` },
      }),
    );
    this.#stops.push(stripe.stop);
    return stripe;
  }

  async #startSms(): Promise<SmsServer> {
    const dataDir = path.join(this.#options.dataDir, "sms");
    const sms = await part(
      "The local Twilio did not start",
      `Start again. If it happens again, delete ${dataDir}.`,
      startSms({
        dataDir,
        port: this.#ports.sms,
        inboundUrl: `http://127.0.0.1:${this.#ports.site}/twilio/inbound`,
      }),
    );
    this.#stops.push(sms.stop);
    return sms;
  }

  async #startMail(phones: SmsServer): Promise<MailServer> {
    const dataDir = path.join(this.#options.dataDir, "mail");
    const mail = await part(
      "The inbox did not start",
      `Start again. If it happens again, delete ${dataDir}.`,
      startMail({
        ...{ dataDir, port: this.#ports.mail, phones },
        endpoint: `http://127.0.0.1:${this.#ports.site}/resend/webhook`,
      }),
    );
    this.#stops.push(mail.stop);
    return mail;
  }

  async #startBackend(variables: Record<string, string>): Promise<void> {
    const { dataDir, built = false, full = false, say = () => undefined } = this.#options;
    const deployment = { url: this.convexUrl, adminKey: this.adminKey };
    this.#stops.push(() => this.#backend.stop());
    await part(
      "The embedded Convex did not start",
      `Its output ${this.#outputPlace("convex")} says why.`,
      this.#backend.start(),
    );
    await part(
      "The functions in convex/ could not be pushed",
      "Correct them and start again.",
      setVariables(deployment, variables).then(() => pushFunctions(deployment, { codegen: false })),
    );
    await part(
      "The demonstration data could not be made",
      `Delete ${dataDir} to begin with an empty marketplace.`,
      runFunction(deployment, full ? "demo/jobs:seedAll" : "demo/jobs:seed", {
        issuer: this.issuerUrl,
      }),
    );
    if (!built) this.#stops.push(watchFunctions(deployment, say));
  }

  async #backendVariables(
    stripe: StripeServer,
    { mail, sms }: { mail: MailServer; sms: SmsServer },
  ): Promise<Record<string, string>> {
    return {
      AUTH_ISSUER_URL: this.issuerUrl,
      SITE_URL: this.appUrl,
      STRIPE_API_URL: stripe.url,
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecrets.platform,
      STRIPE_CONNECT_WEBHOOK_SECRET: stripe.webhookSecrets.connect,
      RESEND_API_URL: mail.url,
      RESEND_API_KEY: mail.apiKey,
      RESEND_WEBHOOK_SECRET: mail.webhookSecret,
      MAIL_FROM,
      TWILIO_API_URL: sms.url,
      TWILIO_ACCOUNT_SID: sms.accountSid,
      TWILIO_AUTH_TOKEN: sms.authToken,
      TWILIO_FROM: sms.from,
      LINK_SECRET: await keptJson(path.join(this.#options.dataDir, "link-secret.json"), drawSecret),
    };
  }

  async #startScreens(stripe: StripeServer): Promise<void> {
    const { dataDir, built = false } = this.#options;
    const options: AppOptions = {
      port: this.#ports.app,
      convexUrl: this.convexUrl,
      issuerUrl: this.issuerUrl,
      stripe,
      output: this.#outputOf("app"),
    };
    const advice = built ? "npm run build shows the same." : "Its output above says why.";
    const app = await part(
      "The screens could not be built",
      advice,
      built
        ? startBuiltApp(options, path.join(dataDir, "app"))
        : Promise.resolve(startDevServer(options)),
    );
    let stopping = false;
    this.#stops.push(() => {
      stopping = true;
      return app.stop();
    });
    void app.ended.then((end) => {
      if (!stopping) this.#reportEnd(`The app's server ended by itself with ${end}.`);
    });
    await part("The app's server did not start", advice, answering(this.appUrl, app));
  }

  #appOrigins(): string[] {
    return [this.appUrl, `http://localhost:${this.#ports.app}`];
  }

  #outputOf(name: string): number | "inherit" {
    if (this.#options.built !== true) return "inherit";
    mkdirSync(this.#options.dataDir, { recursive: true });
    return openSync(this.#logFile(name), "a");
  }

  #outputPlace(name: string): string {
    return this.#options.built === true ? `in ${this.#logFile(name)}` : "above";
  }

  #logFile(name: string): string {
    return path.join(this.#options.dataDir, `${name}.log`);
  }
}

/** What only this folder's parts know. */
function drawSecret(): string {
  return randomBytes(32).toString("hex");
}
