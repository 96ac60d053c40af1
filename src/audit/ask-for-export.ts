import type { AuditExportForm } from "../../views/consent/audit-export-form.tsx";
import { requestExport } from "../consent-exports/exports.ts";
import { readFilter } from "../consent-exports/read-filter.ts";
import { AppError } from "../http/errors.ts";
import { readForm } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";

const REASON_LENGTH = 300;

/**
 * Asks for an export of the audit log; a second person approves it on the page of exports
 * (consent-exports/decide.ts). Answers with what was typed when something is missing.
 */
export async function askForAuditExport(
  recado: Recado,
  request: Request,
): Promise<Response | AuditExportForm> {
  const me = meOf(request);
  if (!me.can("consent"))
    throw new AppError("forbidden", "Exports are for who may see the pages of consent.");
  const form = await readForm(request);
  const typed = form.texts("reason", "export-from", "export-to");
  const [from, to] = [typed["export-from"], typed["export-to"]];
  const reason = typed.reason.slice(0, REASON_LENGTH);
  const again = { reason, from, to };
  if (!reason) return { ...again, problem: { reason: me.t("exports.problem.reason") } };
  const filter = await readFilter(recado.db, { from, to }).catch((error: unknown) => {
    if (error instanceof AppError && error.key === "exports.problem.period") return null;
    throw error;
  });
  if (!filter) return { ...again, problem: { period: me.t("exports.problem.period") } };
  const { language, id: requestedBy } = me;
  const wanted = { log: "audit", filter, reason, language, requestedBy } as const;
  const { id } = await recado.write((tx) => requestExport(tx, wanted, recado.clock.now()));
  return redirect(`/consent/exports/${id}`);
}
