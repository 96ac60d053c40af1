import { Elysia } from "elysia";
import { AppError } from "../http/errors.ts";
import { idOf } from "../http/form.ts";
import type { Recado } from "../recado.ts";
import { mediaPath } from "../whatsapp/media-files.ts";
import { isInline, UNKNOWN_TYPE } from "../whatsapp/media-kinds.ts";
import { contentDisposition, filenameFor } from "../whatsapp/media-names.ts";
import { serve } from "../whatsapp/media-routes.ts";
import { findAsset } from "./assets.ts";

/** Files of answers and articles; nothing of a customer is in them. */
export function assetRoutes(recado: Recado) {
  return new Elysia()
    .get("/media/assets/:id", ({ request, params }) => whole(recado, request, idOf(params.id)))
    .get("/media/assets/:id/thumbnail", ({ request, params }) =>
      thumbnail(recado, request, idOf(params.id)),
    );
}

async function whole(recado: Recado, request: Request, id: number): Promise<Response> {
  const { asset, content } = await getStored(recado, id, "file");
  const { mime_type, file } = asset;
  return serve(request, {
    content,
    etag: `"${file}"`,
    type: isInline(mime_type) || mime_type === "application/pdf" ? mime_type : UNKNOWN_TYPE,
    disposition: contentDisposition(
      isInline(mime_type) ? "inline" : "attachment",
      filenameFor(asset),
    ),
  });
}

async function thumbnail(recado: Recado, request: Request, id: number): Promise<Response> {
  const { asset, content } = await getStored(recado, id, "thumbnail");
  return serve(request, {
    content,
    etag: `"${asset.thumbnail}"`,
    type: "image/webp",
    disposition: contentDisposition("inline", `thumbnail-${asset.id}.webp`),
  });
}

async function getStored(recado: Recado, id: number, column: "file" | "thumbnail") {
  const asset = await findAsset(recado.db, id);
  const file = asset?.[column];
  const content = file ? Bun.file(mediaPath(recado, file)) : null;
  if (!asset || !content || !(await content.exists()))
    throw new AppError("not-found", "This file is not here: it may have been removed.");
  return { asset, content };
}
