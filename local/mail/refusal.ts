/** A request that Resend does not fulfil, with the name it gives the reason. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** Something in the request is of the wrong form; nothing was done. */
export function invalid(message: string): Refusal {
  return new Refusal(422, "validation_error", message);
}

export function missingField(name: string): Refusal {
  return new Refusal(422, "missing_required_field", `Missing \`${name}\` field.`);
}

export function notFound(what: string): Refusal {
  return new Refusal(404, "not_found", `${what} not found`);
}
