export type StoreErrorCode =
  "DISK_FULL" | "STORE_FAILED" | "LOCKED" | "UNKNOWN_FORMAT" | "CORRUPT" | "CLOSED";

/** Why the data folder could not be opened, read or written, as a sentence a person can act on. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

const FULL_DISK = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The error of a failed write, told apart by whether freeing space would help. */
export function writeError(dir: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  if (FULL_DISK.has(errorCode(cause) ?? "")) {
    const message = `The disk is full: nothing was saved in ${dir}. Free some space and try again.`;
    return new StoreError("DISK_FULL", message, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError("STORE_FAILED", `Nothing was saved in ${dir}: ${reason}`, { cause });
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
