/** A request that is refused, with the status, the OAuth error code and a sentence for whoever reads it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(code: string, sentence: string, status = 400) {
    super(sentence);
    this.name = "Refusal";
    this.code = code;
    this.status = status;
  }
}
