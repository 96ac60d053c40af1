/** Sides of a picture that had to be made smaller: more than a phone shows. */
const LONGEST_SIDE = 2560;
const MOST_PIXELS = 50_000_000;

export interface SendPicture {
  content: Blob;
  mimeType: "image/jpeg" | "image/png";
}

/**
 * The picture in a form that Meta takes: JPEG or PNG of 8 bits, at most `most`
 * bytes (API.md §6, Media). As it is where it fits; null when it cannot be made to.
 */
export async function pictureFor(
  file: Blob,
  mimeType: string,
  most: number,
): Promise<SendPicture | null> {
  if (file.size <= most) {
    if (mimeType === "image/jpeg") return { content: file, mimeType };
    if (mimeType === "image/png" && !(await isDeepPng(file))) return { content: file, mimeType };
  }
  return remade(file, mimeType, most).catch(() => null);
}

/** PNG keeps what is transparent; photographs are too large for it. */
async function remade(file: Blob, mimeType: string, most: number): Promise<SendPicture | null> {
  const image = () =>
    new Bun.Image(file, { maxPixels: MOST_PIXELS }).resize(LONGEST_SIDE, LONGEST_SIDE, {
      fit: "inside",
      withoutEnlargement: true,
    });
  if (mimeType !== "image/jpeg") {
    const content = await image().png().blob();
    if (content.size <= most) return { content, mimeType: "image/png" };
  }
  const content = await image().jpeg({ quality: 85 }).blob();
  return content.size <= most ? { content, mimeType: "image/jpeg" } : null;
}

/** 16 bits a channel: Meta refuses it. The depth stands in byte 24. */
async function isDeepPng(file: Blob): Promise<boolean> {
  const [depth] = await file.slice(24, 25).bytes();
  return depth === 16;
}

/** The extended header's flag for animation. */
export async function isAnimatedWebp(file: Blob): Promise<boolean> {
  const head = Buffer.from(await file.slice(0, 21).bytes());
  return head.toString("latin1", 12, 16) === "VP8X" && ((head[20] ?? 0) & 2) !== 0;
}
