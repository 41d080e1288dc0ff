/** What other domains may ask of messages. */
export { forgetOf } from "./log";
export { followZone, welcome } from "./inbox";
export { tell, tellMember, tellMoney, warnOfExpiry } from "./plan";
export { sendsSms } from "./sms";
