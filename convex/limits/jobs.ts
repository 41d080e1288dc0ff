import { v } from "convex/values";
import { internal } from "../_generated/api";
import { readEnv } from "../env";
import { internalAction, internalMutation } from "../functions";
import { nullable } from "../validators";
import * as Challenge from "./challenge";
import { isPerson } from "./turnstile";

const submission = { challengeId: v.id("challenges"), submittedAt: v.number() };

/** Asks whether an answer came from a person; scheduled by the answer. A service that does not answer lets nobody pass. */
export const verify = internalAction({
  args: { ...submission, token: v.string(), ip: nullable(v.string()) },
  returns: v.null(),
  handler: async (ctx, { token, ip, ...asked }) => {
    const secret = readEnv("TURNSTILE_SECRET_KEY");
    if (secret === null) return null;
    const question = { secret, url: readEnv("TURNSTILE_URL"), token, ip };
    const passed = await isPerson(question).catch((error: unknown) => {
      console.error("Turnstile could not be asked.", error);
      return false;
    });
    await ctx.runMutation(internal.limits.jobs.settle, { ...asked, passed });
    return null;
  },
});

/** Writes down what a check came to. */
export const settle = internalMutation({
  args: { ...submission, passed: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { passed, ...asked }) => {
    await Challenge.settle(ctx, asked, passed);
    return null;
  },
});

/** Removes an answer an hour after it was given; scheduled by the answer. */
export const forget = internalMutation({
  args: submission,
  returns: v.null(),
  handler: async (ctx, asked) => {
    await Challenge.forget(ctx, asked);
    return null;
  },
});
