import { httpRouter } from "convex/server";
import {
  calendarFile,
  oneClick,
  resendWebhook,
  twilioInbound,
  twilioStatus,
} from "./messages/webhooks";
import { connectWebhook, platformWebhook } from "./payments/webhooks";

const http = httpRouter();

http.route({ path: "/stripe/webhook", method: "POST", handler: platformWebhook });
http.route({ path: "/stripe/connect", method: "POST", handler: connectWebhook });
http.route({ path: "/resend/webhook", method: "POST", handler: resendWebhook });
http.route({ pathPrefix: "/twilio/status/", method: "POST", handler: twilioStatus });
http.route({ path: "/twilio/inbound", method: "POST", handler: twilioInbound });
http.route({ pathPrefix: "/calendar/", method: "GET", handler: calendarFile });
http.route({ pathPrefix: "/unsubscribe/", method: "POST", handler: oneClick });

export default http;
