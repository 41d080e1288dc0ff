import { crc32 } from "node:zlib";
import type { JSONValue } from "convex/values";

/**
 * A frame is what reaches the disk as a whole or not at all: its payload's length and checksum (two
 * little-endian u32), then a JSON array of records in UTF-8.
 */
const HEADER_BYTES = 8;

export function encodeFrame(records: readonly string[]): Buffer {
  const payload = Buffer.from(`[${records.join(",")}]`);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(checksum(payload), 4);
  return Buffer.concat([header, payload]);
}

/** Hands every record of the sound frames at the start of `bytes` to `apply`, and returns where they end. */
export function readFrames(bytes: Buffer, apply: (record: JSONValue) => void): number {
  let offset = 0;
  for (;;) {
    const payload = payloadAt(bytes, offset);
    if (payload === null) return offset;
    for (const record of JSON.parse(payload.toString("utf8")) as JSONValue[]) apply(record);
    offset += HEADER_BYTES + payload.length;
  }
}

/** Whether a sound frame follows the damaged one at `offset`: then it is no torn tail. */
export function soundFrameFollows(bytes: Buffer, offset: number): boolean {
  if (offset + HEADER_BYTES > bytes.length) return false;
  const next = offset + HEADER_BYTES + bytes.readUInt32LE(offset);
  return payloadAt(bytes, next) !== null;
}

function payloadAt(bytes: Buffer, offset: number): Buffer | null {
  if (offset + HEADER_BYTES > bytes.length) return null;
  const start = offset + HEADER_BYTES;
  const length = bytes.readUInt32LE(offset);
  // No frame is empty, so a tail of zeros is not a frame.
  if (length === 0 || start + length > bytes.length) return null;
  const payload = bytes.subarray(start, start + length);
  return checksum(payload) === bytes.readUInt32LE(offset + 4) ? payload : null;
}

/** Seeded with the length, so that a damaged length is noticed too. */
function checksum(payload: Buffer): number {
  return crc32(payload, payload.length);
}
