/** What other domains may ask of bookings. */
export { fundsArrived, fundsGone } from "./funds";
export { askToPayAgain, notePaid, openRest, refundByHand } from "./pay";
export { enterKnown, syncMoney } from "./lifecycle";
