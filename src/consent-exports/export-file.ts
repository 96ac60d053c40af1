import { join } from "node:path";
import { auditExport } from "../audit/audit-export.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import type { ExportRow } from "./exports.ts";
import { exportFolder } from "./make-exports.ts";

/** The file itself; that it left is on record. @throws AppError `not-found` when it is gone. */
export async function exportFile(recado: Recado, row: ExportRow): Promise<Response> {
  const file = row.file ? Bun.file(join(exportFolder(recado.config), row.file)) : undefined;
  if (row.state !== "ready" || !file || !(await file.exists()))
    throw new AppError("not-found", "This file is not there any more. Ask for a new export.", {
      key: "exports.problem.gone",
    });
  await recado.write((tx) =>
    auditExport(
      tx,
      { what: `${row.log} export file`, id: row.id, sha256: row.sha256 ?? "", reason: row.reason },
      recado.clock.now(),
    ),
  );
  return new Response(file, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${row.log}-${row.id}.zip"`,
      "cache-control": "no-store",
    },
  });
}
