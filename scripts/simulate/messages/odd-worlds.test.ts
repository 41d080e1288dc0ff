import { describe, vi } from "vitest";
import { drawnSeldom } from "./drawing.testing.ts";
import { simulate } from "./simulation.testing.ts";

vi.mock("../../../convex/messages/mail/render", async (original) => drawnSeldom(await original()));

describe("whatever becomes of bookings, and whatever fails on the way", () => simulate(1));
