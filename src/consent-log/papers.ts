import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { ConsentPapersTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { mediaPath } from "../whatsapp/media-files.ts";
import { isInline, sniffType, UNKNOWN_TYPE } from "../whatsapp/media-kinds.ts";
import { contentDisposition } from "../whatsapp/media-names.ts";
import { serve } from "../whatsapp/media-routes.ts";
import { FileTooLarge, storeFile, type StoredFile } from "../whatsapp/store-media.ts";

export type PaperRow = Selectable<ConsentPapersTable>;

/** A photo of a signed paper, on the disk and not in the data yet. */
export interface StoredPaper extends StoredFile {
  mimeType: string;
}

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 15;
const types = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"];
const taken: readonly string[] = [...types, "application/pdf"];

/**
 * Keeps the photo as it came: what it proves is in its bytes. Its type is what they say.
 * @throws AppError `invalid`, `too-large`.
 */
export async function storePaper(recado: Recado, file: File): Promise<StoredPaper> {
  const mimeType = await sniffType(file, file.type, file.name || null);
  if (!taken.includes(mimeType))
    throw new AppError("invalid", "Choose a photo (JPEG, PNG, WebP, HEIC) or a PDF.", {
      key: "error.paper-type",
    });
  try {
    const stored = await storeFile(recado, file.stream(), MOST_MEGABYTES * MEGABYTE);
    return { ...stored, mimeType };
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error;
    throw new AppError("too-large", `This photo is larger than ${MOST_MEGABYTES} MB.`, {
      key: "error.paper-size",
      values: { most: MOST_MEGABYTES },
    });
  }
}

export async function insertPaper(
  tx: Tx,
  contactId: number,
  { file, sha256, mimeType, byteSize }: StoredPaper,
  { createdBy, now }: { createdBy: number | null; now: Instant },
): Promise<void> {
  await tx
    .insertInto("consent_papers")
    .values({
      contact_id: contactId,
      file,
      sha256,
      mime_type: mimeType,
      byte_size: byteSize,
      created_by: createdBy,
      created_at: now,
    })
    .execute();
}

/** @throws AppError `not-found`; also for that of another contact, where one is named. */
export async function getPaper(db: Db, id: number, contactId?: number): Promise<PaperRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("consent_papers").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (row && (contactId === undefined || row.contact_id === contactId)) return row;
  throw new AppError("not-found", "This photo is not here: it may have been removed.");
}

/** Shown where the browser can show it safely, else downloaded; never as a page. */
export async function servePaper(
  recado: Recado,
  request: Request,
  { id, file, mime_type: type }: PaperRow,
): Promise<Response> {
  const content = Bun.file(mediaPath(recado, file));
  if (!(await content.exists()))
    throw new AppError("not-found", "This photo is not here: it may have been removed.");
  const isShown = isInline(type);
  return serve(request, {
    content,
    etag: `"${file}"`,
    type: isShown || type === "application/pdf" ? type : UNKNOWN_TYPE,
    disposition: contentDisposition(
      isShown ? "inline" : "attachment",
      `paper-${id}.${type.split("/")[1] ?? "bin"}`,
    ),
  });
}
