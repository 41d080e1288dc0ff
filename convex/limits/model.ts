export { admitBooking, admitHold, admitMove, admitText } from "./admission";
export { requireChallenge } from "./challenge";
