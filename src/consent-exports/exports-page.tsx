/** @jsxImportSource preact */
import type { ExportProblems, TypedExport } from "../../views/consent/export-types.ts";
import { ExportsPage } from "../../views/consent/exports-page.tsx";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { listExports, requestExport } from "./exports.ts";
import { presentExports } from "./present-exports.ts";
import { readFilter } from "./read-filter.ts";

const PATH = "/consent/exports";
/** More than a page shows: older ones are in the audit log. */
const SHOWN = 50;
const REASON_LENGTH = 300;

const languages: readonly { value: Language; label: string }[] = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "pt", label: "Português" },
  { value: "es", label: "Español" },
];

export async function showExports(
  recado: Recado,
  request: Request,
  typed?: TypedExport,
  problems: ExportProblems = {},
): Promise<Response> {
  const me = meOf(request);
  const rows = await listExports(recado.db, SHOWN);
  const names = await readPurposeNames(recado.db, me);
  const markup = (
    <ExportsPage
      frame={await frameOf(recado, request)}
      exports={await presentExports(recado, me, rows)}
      fingerprint={recado.signer.fingerprint}
      purposes={[...names].map(([value, label]) => ({ value, label }))}
      languages={[...languages]}
      typed={typed ?? nothingTyped(me)}
      problems={problems}
    />
  );
  return page(markup, { status: Object.keys(problems).length > 0 ? 422 : 200 });
}

function nothingTyped({ language }: Me): TypedExport {
  return { from: "", to: "", purpose: "", contact: "", reason: "", language };
}

/** Asks for it; what cannot be read stays in the form, with a word about it. */
export async function askForExport(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const typed = form.texts("from", "to", "purpose", "contact", "reason", "language");
  const language = languages.find(({ value }) => value === typed.language)?.value ?? me.language;
  const reason = typed.reason.slice(0, REASON_LENGTH);
  if (!reason)
    return showExports(recado, request, typed, { reason: me.t("exports.problem.reason") });
  const read = await readFilter(recado.db, typed).catch((error: unknown) => problemOf(error));
  if ("problem" in read)
    return showExports(recado, request, typed, { [read.problem]: me.t(read.key) });
  const wanted = { filter: read, reason, language, requestedBy: me.id };
  const { id } = await recado.write((tx) => requestExport(tx, wanted, recado.clock.now()));
  return redirect(`${PATH}/${id}`);
}

/** What the form can say beside a field. @throws whatever else went wrong. */
function problemOf(error: unknown) {
  if (error instanceof AppError && error.key === "exports.problem.period")
    return { problem: "period", key: error.key } as const;
  if (error instanceof AppError && error.key === "exports.problem.contact")
    return { problem: "contact", key: error.key } as const;
  throw error;
}
