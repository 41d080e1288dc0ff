/** What Stripe can still want to know of somebody, in kinds that people have words for. */
export type Requirement =
  | "name"
  | "birth"
  | "address"
  | "contact"
  | "identity"
  | "number"
  | "bank"
  | "business"
  | "company"
  | "terms"
  | "other";

/** The first that matches counts; "individual.address.city" and "company.address.city" are both an address. */
const KINDS: readonly [RegExp, Requirement][] = [
  [/verification|proof_of_liveness/, "identity"],
  [/\bdob\b/, "birth"],
  [/address/, "address"],
  [/phone|email/, "contact"],
  [/first_name|last_name|\bname$/, "name"],
  [/id_number|ssn_last_4|tax_id|nationality/, "number"],
  [/external_account/, "bank"],
  [/tos_acceptance/, "terms"],
  [/business_profile|business_type/, "business"],
  [/^(company|owners|directors|executives|representative|person_)/, "company"],
];

/** The kinds of what is missing, each once. `names` are Stripe's own, such as "individual.verification.document". */
export function requirementsOf(names: readonly string[]): Requirement[] {
  const kinds = names.map((name) => KINDS.find(([shape]) => shape.test(name))?.[1] ?? "other");
  return [...new Set(kinds)];
}
