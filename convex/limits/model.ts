export { admitBooking, admitHold } from "./admission";
export { requireChallenge } from "./challenge";
