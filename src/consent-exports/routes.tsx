/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ExportPage, ExportState } from "../../views/consent/export-page.tsx";
import { AppError } from "../http/errors.ts";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { decideExport, decidingOf, isOwnPassword } from "./decide.ts";
import { askForExport, showExports } from "./exports-page.tsx";
import { type ExportRow, getExport } from "./exports.ts";
import { exportFile } from "./export-file.ts";
import { makeExports } from "./make-exports.ts";
import { presentExports } from "./present-exports.ts";
import { showVerify, verifyUpload } from "./verify-routes.tsx";

const PATH = "/consent/exports";
const ONE = `${PATH}/:id`;

/** Exports of the consent log: asked for, approved, written, fetched; and the verification of one. */
export function consentExportRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, ({ request }) => showExports(recado, request))
    .post(PATH, ({ request }) => askForExport(recado, request), asForm)
    .get(ONE, byId(recado, showExport))
    .get(`${ONE}/progress`, byId(recado, showProgress))
    .post(`${ONE}/approval`, byId(recado, approve), asForm)
    .post(`${ONE}/refusal`, byId(recado, refuse), asForm)
    .get(`${ONE}/file`, byId(recado, download))
    .get("/consent/verify", ({ request }) => showVerify(recado, request))
    .post("/consent/verify", ({ request }) => verifyUpload(recado, request), asForm);
}

async function showExport(recado: Recado, request: Request, id: number): Promise<Response> {
  return showOne(recado, request, await getExport(recado.db, id));
}

async function showOne(
  recado: Recado,
  request: Request,
  row: ExportRow,
  problem?: string,
): Promise<Response> {
  const me = meOf(request);
  const deciding = await decidingOf(recado.db, row.requested_by, me, recado.clock.now());
  const [item] = await presentExports(recado, me, [row]);
  if (!item) throw new Error("an export without a line");
  const frame = await frameOf(recado, request);
  const props = { frame, item, deciding, mayDownload: mayDownload(me, row), problem };
  return page(<ExportPage {...props} />, { status: problem ? 422 : 200 });
}

async function showProgress(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const row = await getExport(recado.db, id);
  const [item] = await presentExports(recado, me, [row]);
  if (!item) throw new Error("an export without a line");
  return fragment(<ExportState t={me.t} item={item} mayDownload={mayDownload(me, row)} />);
}

/** Who asked for it, and who may decide; the audit log only for whoever may read it. */
function mayDownload(me: Me, row: ExportRow): boolean {
  if (row.log === "audit" && !me.can("audit")) return false;
  return row.requested_by === me.id || me.can("privacy");
}

async function approve(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const row = await getExport(recado.db, id);
  const deciding = await decidingOf(recado.db, row.requested_by, me, now);
  if (deciding === "no" || deciding === "second")
    throw new AppError("forbidden", "Somebody else has to approve this export.");
  if (deciding === "alone") {
    const password = (await readForm(request)).raw("password").slice(0, 1_000);
    if (!(await isOwnPassword(recado, me, password)))
      return showOne(recado, request, row, me.t("exports.problem.password"));
  }
  await recado.write((tx) => decideExport(tx, id, { isApproved: true, by: me.id }, now));
  void makeExports(recado);
  return redirect(`${PATH}/${id}`);
}

async function refuse(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const decision = { isApproved: false, by: me.id };
  await recado.write((tx) => decideExport(tx, id, decision, recado.clock.now()));
  return redirect(`${PATH}/${id}`);
}

async function download(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const row = await getExport(recado.db, id);
  if (!mayDownload(me, row))
    throw new AppError("forbidden", "Who asked for this export can download it, and who approves.");
  return exportFile(recado, row);
}
