import rateLimiter from "@convex-dev/rate-limiter/convex.config";
import workpool from "@convex-dev/workpool/convex.config";
import { defineApp } from "convex/server";

const app = defineApp();
app.use(rateLimiter);
// Two, so that a thousand reminders at the full hour keep no confirmation waiting.
app.use(workpool, { name: "urgentMessages" });
app.use(workpool, { name: "plannedMessages" });

export default app;
