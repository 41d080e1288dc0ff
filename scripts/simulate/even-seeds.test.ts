import { describe } from "vitest";
import { simulate } from "./simulation.testing.ts";

describe("whatever people, Stripe and time do, and wherever it breaks off", () => simulate(0));
