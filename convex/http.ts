import { httpRouter } from "convex/server";
import { connectWebhook, platformWebhook } from "./payments/webhooks";

const http = httpRouter();

http.route({ path: "/stripe/webhook", method: "POST", handler: platformWebhook });
http.route({ path: "/stripe/connect", method: "POST", handler: connectWebhook });

export default http;
