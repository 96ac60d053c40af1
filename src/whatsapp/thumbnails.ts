import type { Recado } from "../recado.ts";
import { mediaPath, newMediaFile } from "./media-files.ts";

/** Longest side in pixels: sharp on a phone's bubble at double density. */
const LONGEST_SIDE = 480;
/** 4 bytes each while decoding: about 130 MB, one picture at a time. */
const MOST_PIXELS = 33_000_000;

export interface Picture {
  width: number;
  height: number;
  /** A WebP file. */
  thumbnail: string;
}

let last: Promise<unknown> = Promise.resolve();

/** Size as shown (turned as the camera says) and a small copy; null for what cannot be decoded. */
export function makeThumbnail(
  recado: Pick<Recado, "config">,
  path: string,
): Promise<Picture | null> {
  const made = last.then(() => decode(recado, path)).catch(() => null);
  last = made;
  return made;
}

async function decode(recado: Pick<Recado, "config">, path: string): Promise<Picture> {
  const options = { maxPixels: MOST_PIXELS };
  const { width, height } = await new Bun.Image(path, options).metadata();
  const bytes = await new Bun.Image(path, options)
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 78 })
    .bytes();
  const thumbnail = newMediaFile();
  await Bun.write(mediaPath(recado, thumbnail), bytes, { mode: 0o600 });
  return { width, height, thumbnail };
}
