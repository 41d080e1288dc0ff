import { describe, expect, it } from "vitest";
import { requirementsOf } from "./account-requirements";

describe("what Stripe still wants to know", () => {
  it("is said in kinds that people know, each once", () => {
    const names = [
      "individual.dob.day",
      "individual.dob.month",
      "external_account",
      "tos_acceptance.date",
      "individual.verification.document",
      "business_profile.url",
      "individual.first_name",
      "individual.last_name",
    ];
    expect(requirementsOf(names)).toEqual([
      "birth",
      "bank",
      "terms",
      "identity",
      "business",
      "name",
    ]);
  });

  it("of companies and their people is told apart only as far as it helps", () => {
    expect(requirementsOf(["company.address.city", "person_1.address.line1"])).toEqual(["address"]);
    expect(requirementsOf(["company.tax_id", "owners.email"])).toEqual(["number", "contact"]);
    expect(requirementsOf(["directors.relationship.title"])).toEqual(["company"]);
  });

  it("is never left out, however Stripe names it one day", () => {
    expect(requirementsOf(["something.new"])).toEqual(["other"]);
    expect(requirementsOf([])).toEqual([]);
  });
});
