import { describe, expect, it } from "vitest";
import { contactOf, contactProblems, NO_CONTACT } from "./contact-draft";

const ADA = { ...NO_CONTACT, name: "Ada Lovelace", email: "ada@example.com" };

describe("who books", () => {
  it("leaves unsaid what was left empty", () => {
    expect(contactOf({ ...ADA, phone: " ", message: "" })).toEqual({
      name: "Ada Lovelace",
      email: "ada@example.com",
    });
    expect(contactOf({ ...ADA, phone: "+49 170 1234567", wantsSms: true })).toMatchObject({
      phone: "+49 170 1234567",
      wantsSms: true,
    });
  });

  it("hears what is wrong with each field at once", () => {
    expect(contactProblems({ ...NO_CONTACT, phone: "12" })).toEqual({
      name: "required",
      email: "required",
      phone: "malformed",
    });
  });

  it("needs no number, and may give one of any country without its code", () => {
    expect(contactProblems(ADA)).toEqual({});
    expect(contactProblems({ ...ADA, phone: "030 1234567" })).toEqual({});
  });

  it("needs a number with its country code for text messages", () => {
    const texted = { ...ADA, wantsSms: true };
    expect(contactProblems(texted)).toEqual({ phone: "required" });
    expect(contactProblems({ ...texted, phone: "0170 1234567" })).toEqual({
      phone: "country_code",
    });
    expect(contactProblems({ ...texted, phone: "call me" })).toEqual({ phone: "malformed" });
    expect(contactProblems({ ...texted, phone: "+49 (170) 123-4567" })).toEqual({});
  });
});
