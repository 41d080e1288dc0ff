/**
 * `npm run test:sandbox`: asks the real services, where they let one try, what our stand-ins answer in every other test. What each needs is
 * in the shell's environment; of a service whose keys are missing nothing is asked.
 */
import { resendSandbox, twilioSandbox } from "./sandbox/messages.ts";
import { stripeSandbox } from "./sandbox/stripe.ts";

const SANDBOXES = { Stripe: stripeSandbox, Resend: resendSandbox, Twilio: twilioSandbox };

for (const [service, open] of Object.entries(SANDBOXES)) {
  const sandbox = open();
  if ("missing" in sandbox) {
    console.log(`${service} skipped: ${sandbox.missing}`);
    continue;
  }
  for (const [what, check] of sandbox.checks) {
    try {
      await check();
      console.log(`✓ ${service}: ${what}`);
    } catch (error) {
      console.error(`✗ ${service}: ${what}\n`, error);
      process.exitCode = 1;
    }
  }
}
