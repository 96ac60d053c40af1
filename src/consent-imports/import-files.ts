import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";

/** Bytes of an uploaded file; 200,000 lines of it fit. */
export const MOST_BYTES = 20 * 1024 * 1024;

type Folder = Pick<Config, "dataFolder">;

/** Keeps an uploaded text as UTF-8 under a random name, for its owner alone. Returns the name. */
export async function keepImportFile({ dataFolder }: Folder, bytes: Uint8Array): Promise<string> {
  const folder = join(dataFolder, "imports");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${crypto.randomUUID()}.csv`;
  await Bun.write(join(folder, name), decode(bytes), { mode: 0o600 });
  return name;
}

export function importPath({ dataFolder }: Folder, name: string): string {
  return join(dataFolder, "imports", name);
}

export async function deleteImportFile(folder: Folder, name: string | null): Promise<void> {
  if (name !== null) await rm(importPath(folder, name), { force: true });
}

/** Names of all files that are kept. */
export async function listImportFiles({ dataFolder }: Folder): Promise<string[]> {
  return readdir(join(dataFolder, "imports")).catch(() => []);
}

/** UTF-8 or UTF-16 with its mark, UTF-8 without one, else what spreadsheets on Windows write. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
