import type { AuditOrder } from "../audit/write-audit-export.ts";
import type { Config } from "../config.ts";
import type { Db } from "../db/open.ts";
import { runOwnProcess } from "../jobs/own-process.ts";
import type { Head } from "../proof/log.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import type { Finding } from "./examine-log.ts";
import { type ExportRow, updateExport } from "./exports.ts";
import type { ExportFilter } from "./filter.ts";
import { refusalText, signEnd } from "./sign-end.ts";
import type { ExportOrder, Written } from "./write-export.ts";

/** Milliseconds between two notes of how far it is. */
const NOTE_EVERY = 500;

export function filterOf(row: ExportRow): ExportFilter {
  return JSON.parse(row.filter) as ExportFilter;
}

/** Nothing is signed that does not fit what was signed before. */
export async function writeConsentFile(
  recado: Recado,
  row: ExportRow,
  path: string,
): Promise<Written> {
  const { db, write, config, clock, signer } = recado;
  const { head, findings } = await examine(config);
  if (findings.length > 0) throw new Error(refusalText(findings));
  const end = await write((tx) => signEnd(tx, signer, head, clock.now()));
  const order: ExportOrder = {
    filter: filterOf(row),
    reason: row.reason,
    language: row.language,
    madeBy: await nameOf(db, row.requested_by),
    business: (await getSetting(db, "business"))?.name ?? "",
    now: clock.now(),
  };
  return writeInOwnProcess(recado, row.id, "consent-work", { order, end, path });
}

export async function writeAuditFile(
  recado: Recado,
  row: ExportRow,
  path: string,
): Promise<Written> {
  const { from, to } = filterOf(row);
  const order: AuditOrder = {
    period: { from: from ? Date.parse(from) : null, until: to ? Date.parse(to) : null },
    reason: row.reason,
    language: row.language,
    timezone: (await getSetting(recado.db, "business"))?.timezone ?? "UTC",
    madeBy: await nameOf(recado.db, row.requested_by),
    now: recado.clock.now(),
  };
  return writeInOwnProcess(recado, row.id, "audit-work", { order, path });
}

async function examine(config: Config): Promise<{ head: Head; findings: Finding[] }> {
  let answer = "";
  await runOwnProcess(config, ["consent-work", "check"], { onLine: (line) => (answer = line) });
  return JSON.parse(answer) as { head: Head; findings: Finding[] };
}

async function writeInOwnProcess(
  recado: Recado,
  id: number,
  command: "consent-work" | "audit-work",
  input: object,
): Promise<Written> {
  let written: Written | undefined;
  let notedAt = 0;
  const onLine = (line: string) => {
    const said = JSON.parse(line) as { written?: Written; done?: number; total?: number };
    written = said.written ?? written;
    const { done, total } = said;
    if (done === undefined || performance.now() - notedAt < NOTE_EVERY) return;
    notedAt = performance.now();
    void recado.write((tx) => updateExport(tx, id, { done, total })).catch(() => {});
  };
  await runOwnProcess(recado.config, [command, "write"], {
    input: JSON.stringify(input),
    onLine,
  });
  if (!written) throw new Error("the export ended without a file");
  return written;
}

/** A program asks in nobody's name. */
async function nameOf(db: Db, userId: number | null): Promise<string> {
  const user = await db
    .selectFrom("users")
    .select("name")
    .where("id", "=", userId ?? 0)
    .executeTakeFirst();
  return user?.name ?? "API";
}
