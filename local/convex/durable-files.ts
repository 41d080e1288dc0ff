/** The part of an open file that the store uses. */
export type WritableFile = {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  truncate(size: number): Promise<void>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
};

/** How the store opens what it writes: `node:fs/promises`, or a test's disk that is full. */
export type FileSystem = { open(path: string, flags: string): Promise<WritableFile> };

/** Writes a new file and waits until it is on the disk. */
export async function writeDurably(
  files: FileSystem,
  file: string,
  parts: Iterable<Uint8Array>,
): Promise<number> {
  const handle = await files.open(file, "w");
  let size = 0;
  try {
    for (const part of parts) size += await writeFully(handle, part, size);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return size;
}

/** A single write may take only part of the bytes. */
export async function writeFully(
  handle: WritableFile,
  bytes: Uint8Array,
  position: number,
): Promise<number> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
  return bytes.length;
}

/** Makes renames and new names in a folder durable; Windows does so by itself and opens no folders. */
export async function syncFolder(files: FileSystem, dir: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await files.open(dir, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
