import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { readEnv } from "../env";
import { httpAction } from "../functions";
import { readEvent } from "./stripe";

/** Stripe's largest events are far smaller. */
const MAX_BODY = 512 * 1024;

type Secret = "STRIPE_WEBHOOK_SECRET" | "STRIPE_CONNECT_WEBHOOK_SECRET";

/**
 * Take an event: 404 where webhooks are not set up, 400 for what is not signed by Stripe, too old or no event, 200 for everything else, whether it means anything to us or
 * not. Nothing that was not verified reaches the database.
 */
async function take(ctx: ActionCtx, request: Request, secretName: Secret): Promise<Response> {
  const secret = readEnv(secretName);
  if (secret === null) return refusal(404, "not_set_up");
  const body = await request.text();
  if (body.length > MAX_BODY) return refusal(413, "too_large");
  const signature = request.headers.get("stripe-signature") ?? "";
  const read = await readEvent({ body, signature, secret, now: Date.now() });
  if (!read.ok) return refusal(400, read.reason);
  await ctx.runMutation(internal.payments.jobs.receive, { event: read.event });
  return new Response(null, { status: 200 });
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}

/** Events of the platform's own account. */
export const platformWebhook = httpAction(
  async (ctx: ActionCtx, request) => await take(ctx, request, "STRIPE_WEBHOOK_SECRET"),
);

/** Events of connected accounts. */
export const connectWebhook = httpAction(
  async (ctx: ActionCtx, request) => await take(ctx, request, "STRIPE_CONNECT_WEBHOOK_SECRET"),
);
