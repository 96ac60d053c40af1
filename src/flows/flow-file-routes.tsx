/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { exportFlow, importFlow } from "./export-flow.ts";
import { newFlowPage } from "./new-flow-page.tsx";

/** A flow as one JSON file, out and in. */
export function flowFileRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows/:id/export", byId(recado, sendFile))
    .post("/bot/flows/import", ({ request }) => takeFile(recado, request), asForm);
}

/** The draft as it is: what is edited is what one wants to keep or share. */
async function sendFile(recado: Recado, _request: Request, id: number): Promise<Response> {
  const file = await exportFlow(recado.db, id);
  const name = file.name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name || "flow"}.json"`,
      "cache-control": "no-store",
    },
  });
}

/** A file that is none comes back with the place that is wrong. */
async function takeFile(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const sent = await request.formData().catch(() => new FormData());
  const file = sent.get("file");
  if (!(file instanceof File) || file.size === 0)
    return newFlowPage(recado, request, { errors: { file: t("flows.import.none") } });
  try {
    const text = await file.text();
    const row = await recado.write((tx) => importFlow(tx, text, recado.clock.now()));
    return redirect(`/bot/flows/${row.id}?done=imported`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const fault = error.key ? t(error.key, error.values) : error.message;
    return newFlowPage(recado, request, { errors: { file: fault } });
  }
}
