import { join } from "node:path";
import { rm } from "node:fs/promises";
import type { Recado } from "../recado.ts";

const randomName = /^[0-9a-f]{32}$/;

/** 128 random bits, no extension: nothing of a file's name comes from outside. */
export function newMediaFile(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}

/** Where a stored file lies. Refuses any name that we did not make. */
export function mediaPath({ config }: Pick<Recado, "config">, file: string): string {
  if (!randomName.test(file)) throw new Error("a media file's name is 32 hexadecimal digits");
  return join(config.mediaFolder, file);
}

/** Where a file lies while it is being written. */
export function unfinishedPath(recado: Pick<Recado, "config">, file: string): string {
  return `${mediaPath(recado, file)}.part`;
}

/** Removes files whose rows are gone; call it after the commit. One that is missing is fine. */
export async function removeMediaFiles(
  recado: Pick<Recado, "config">,
  files: string[],
): Promise<void> {
  for (const file of files) await rm(mediaPath(recado, file), { force: true });
}
