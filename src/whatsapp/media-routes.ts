import { Elysia } from "elysia";
import { AppError } from "../http/errors.ts";
import { hasVersion, rangeOf } from "../http/ranges.ts";
import { meOf } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { everything, type Scope } from "../users/ticket-scope.ts";
import { findVisibleMedia, hasWebm } from "./media.ts";
import { mediaPath } from "./media-files.ts";
import { isInline, UNKNOWN_TYPE } from "./media-kinds.ts";
import { contentDisposition, filenameFor } from "./media-names.ts";
import { rewrapVoice } from "./rewrap-voice.ts";

/** Something to send: from the disk, or made just now. */
interface Served {
  content: Blob;
  /** Stands for these very bytes for ever. */
  etag: string;
  type: string;
  disposition: string;
}

/** The files of messages, for those who may see tickets (access.ts), by page and by API. */
export function mediaRoutes(recado: Recado) {
  return new Elysia()
    .get("/media/:id", ({ request, params, query }) =>
      whole(recado, request, params.id, "download" in query, meOf(request).scope),
    )
    .get("/api/v1/media/:id", ({ request, params }) =>
      whole(recado, request, params.id, true, everything),
    )
    .get("/media/:id/thumbnail", ({ request, params }) => thumbnail(recado, request, params.id))
    .get("/media/:id/webm", ({ request, params }) => webm(recado, request, params.id));
}

async function whole(
  recado: Recado,
  request: Request,
  id: string,
  isDownload: boolean,
  scope: Scope,
): Promise<Response> {
  const { row, content, file } = await getStored(recado, id, "file", scope);
  const isShown = isInline(row.mime_type) && !isDownload;
  return serve(request, {
    content,
    etag: `"${file}"`,
    type:
      isInline(row.mime_type) || row.mime_type === "application/pdf" ? row.mime_type : UNKNOWN_TYPE,
    disposition: contentDisposition(isShown ? "inline" : "attachment", filenameFor(row)),
  });
}

async function thumbnail(recado: Recado, request: Request, id: string): Promise<Response> {
  const { row, content, file } = await getStored(recado, id, "thumbnail", meOf(request).scope);
  const disposition = contentDisposition("inline", `thumbnail-${row.id}.webp`);
  return serve(request, { content, etag: `"${file}"`, type: "image/webp", disposition });
}

/** The same sound in a container that iPhones play. */
async function webm(recado: Recado, request: Request, id: string): Promise<Response> {
  const { row, content, file } = await getStored(recado, id, "file", meOf(request).scope);
  if (!hasWebm(row)) throw nothing();
  const made = rewrapVoice(await content.bytes());
  if (!made) throw nothing();
  const disposition = contentDisposition("inline", `voice-${row.id}.webm`);
  return serve(request, {
    content: new Blob([made]),
    etag: `"${file}-webm"`,
    type: "audio/webm",
    disposition,
  });
}

async function getStored(recado: Recado, id: string, column: "file" | "thumbnail", scope: Scope) {
  const row = /^\d{1,15}$/.test(id)
    ? await findVisibleMedia(recado.db, Number(id), scope)
    : undefined;
  const file = row?.state === "ready" ? row[column] : null;
  if (!row || !file) throw nothing();
  const content = Bun.file(mediaPath(recado, file));
  if (!(await content.exists())) throw nothing();
  return { row, file, content };
}

function nothing(): AppError {
  return new AppError(
    "not-found",
    "This file is not here: it may still be on its way, or it was removed.",
  );
}

export function serve(request: Request, { content, etag, type, disposition }: Served): Response {
  const headers: Record<string, string> = {
    "content-type": type,
    "content-disposition": disposition,
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=3600",
    "accept-ranges": "bytes",
    etag,
  };
  if (hasVersion(request.headers, etag)) return new Response(null, { status: 304, headers });
  const { size } = content;
  const range = rangeOf(request.headers, size, etag);
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${size}` },
    });
  }
  if (!range) return answer(content, 200, headers);
  const { start, end } = range;
  headers["content-range"] = `bytes ${start}-${end}/${size}`;
  return answer(content.slice(start, end + 1), 206, headers);
}

/** For HEAD, the router takes the body away and counts it. */
function answer(body: Blob, status: number, headers: Record<string, string>): Response {
  return new Response(body, {
    status,
    headers: { ...headers, "content-length": String(body.size) },
  });
}
