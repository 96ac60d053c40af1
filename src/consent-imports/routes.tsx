/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ImportProgress } from "../../views/consent/import-progress.tsx";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { csvFile, csvText } from "../http/csv.ts";
import { ImportsPage } from "../../views/consent/imports-page.tsx";
import { ImportPage } from "../../views/consent/import-page.tsx";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { timeText } from "../settings/time-text.ts";
import { deleteImportFile } from "./import-files.ts";
import { beginImport, deleteImport, getImport, listImports } from "./imports.ts";
import { presentImport, readSetup } from "./present-import.ts";
import { readTerms, termProblems, type TermProblems } from "./read-terms.ts";
import type { ImportTerms } from "./terms.ts";
import { takeUpload } from "./take-upload.ts";

const LIST = "/consent/imports";

/** Consent that was given elsewhere, declared line by line in a CSV file. */
export function consentImportRoutes(recado: Recado) {
  return new Elysia()
    .get("/consent/imports", ({ request }) => showImports(recado, request))
    .post("/consent/imports", ({ request }) => upload(recado, request), asForm)
    .get("/consent/imports/:id", byId(recado, showImport))
    .get("/consent/imports/:id/progress", byId(recado, showProgress))
    .get("/consent/imports/:id/report.csv", byId(recado, sendReport))
    .post("/consent/imports/:id/check", byId(recado, check), asForm)
    .post("/consent/imports/:id/run", byId(recado, run), asForm)
    .post("/consent/imports/:id/discard", byId(recado, discard), asForm);
}

const MOST_SHOWN = 50;

async function showImports(
  recado: Recado,
  request: Request,
  error?: "none" | "big" | "unreadable",
): Promise<Response> {
  const style = await timeStyleOf(recado, meOf(request).language);
  const rows = await listImports(recado.db, MOST_SHOWN);
  const imports = rows.map((row) => ({ ...row, time: timeText(row.created_at, style) }));
  const frame = await frameOf(recado, request);
  return page(<ImportsPage frame={frame} imports={imports} error={error} />, {
    status: error ? 422 : 200,
  });
}

async function upload(recado: Recado, request: Request): Promise<Response> {
  const sent = await request.formData().catch(() => new FormData());
  const taken = await takeUpload(recado, sent.get("file"), meOf(request));
  if (taken.kind !== "taken") return showImports(recado, request, taken.kind);
  return redirect(`${LIST}/${taken.id}`, request);
}

async function showImport(recado: Recado, request: Request, id: number): Promise<Response> {
  const one = await getImport(recado.db, id);
  const wantsColumns = new URL(request.url).searchParams.has("columns");
  const isSetup = one.state === "uploaded" || (one.state === "checked" && wantsColumns);
  return importPage(recado, request, id, isSetup ? { terms: one.terms, problems: {} } : null);
}

async function importPage(
  recado: Recado,
  request: Request,
  id: number,
  entered: { terms: ImportTerms; problems: TermProblems } | null,
): Promise<Response> {
  const one = await getImport(recado.db, id);
  const me = meOf(request);
  const setup = entered && { ...(await readSetup(recado, one, me)), ...entered };
  const frame = await frameOf(recado, request);
  const markup = <ImportPage frame={frame} one={presentImport(one)} setup={setup} />;
  const isRefused = entered !== null && Object.keys(entered.problems).length > 0;
  return page(markup, { status: isRefused ? 422 : 200 });
}

/** How far it is; when it is done the page comes anew, with what can be done next. */
async function showProgress(recado: Recado, request: Request, id: number): Promise<Response> {
  const one = await getImport(recado.db, id);
  if (one.state !== "checking" && one.state !== "running")
    return redirect(`${LIST}/${id}`, request);
  return fragment(<ImportProgress t={meOf(request).t} one={presentImport(one)} />);
}

/** The dry run, in the background. What is missing comes back beside its field. */
async function check(recado: Recado, request: Request, id: number): Promise<Response> {
  const { terms: known } = await getImport(recado.db, id);
  const terms = readTerms(await readForm(request), known);
  const problems = termProblems(terms);
  if (Object.keys(problems).length > 0) return importPage(recado, request, id, { terms, problems });
  const begin = { from: ["uploaded", "checked"], to: "checking", terms } as const;
  await recado.write((tx) => beginImport(tx, id, { ...begin, from: [...begin.from] }));
  return redirect(`${LIST}/${id}`, request);
}

async function run(recado: Recado, request: Request, id: number): Promise<Response> {
  await recado.write((tx) => beginImport(tx, id, { from: ["checked"], to: "running" }));
  return redirect(`${LIST}/${id}`, request);
}

async function discard(recado: Recado, request: Request, id: number): Promise<Response> {
  const file = await recado.write((tx) => deleteImport(tx, id));
  await deleteImportFile(recado.config, file);
  return redirect(LIST, request);
}

/** Which line was refused and why; nothing else of it, so the file may be passed on. */
async function sendReport(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t, language } = meOf(request);
  const { report } = await getImport(recado.db, id);
  const head = [t("imports.report.line"), t("imports.report.reason")];
  const lines = report.lines.map(([line, why]) => [line, t(`imports.refusal.${why}`)]);
  return csvFile(`import-${id}`, csvText([head, ...lines], language));
}
