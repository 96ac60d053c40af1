import { CsvError } from "csv-parse";
import { DAY } from "../clock.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { checkImport } from "./check-import.ts";
import { deleteImportFile, listImportFiles } from "./import-files.ts";
import { TooManyLines } from "./import-lines.ts";
import {
  type ConsentImport,
  deleteImport,
  endImport,
  listDueImports,
  listForgotten,
} from "./imports.ts";
import { takeImport } from "./take-import.ts";

/** A file that nobody goes on with is full of numbers: it does not stay. */
const PATIENCE = DAY;

const busy = new WeakSet<Recado>();

/** Checks and takes in what was asked for, over restarts, too. One run at a time. */
export async function runImports(recado: Recado): Promise<void> {
  if (busy.has(recado)) return;
  busy.add(recado);
  try {
    for (const one of await listDueImports(recado.db)) await runImport(recado, one);
  } finally {
    busy.delete(recado);
  }
}

async function runImport(recado: Recado, one: ConsentImport): Promise<void> {
  try {
    if (one.state === "checking") await checkImport(recado, one);
    else await takeImport(recado, one);
  } catch (error) {
    // Anything else, such as a full disk, passes: the next tick goes on where this one stood.
    if (!isUnreadable(error)) throw error;
    recado.log.warn("import.failed", { import: one.id, error: errorText(error) });
    await fail(recado, one, error);
  }
}

function isUnreadable(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof CsvError || error instanceof TooManyLines || code === "ENOENT";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What was taken in stays; the rest of the file is unreadable. */
async function fail(recado: Recado, one: ConsentImport, error: unknown): Promise<void> {
  const word = error instanceof TooManyLines ? "too-many" : "unreadable";
  const end = { from: one.state, to: "failed", error: word, file: null } as const;
  const now = recado.clock.now();
  if (await recado.write((tx) => endImport(tx, one.id, { ...end, finished_at: now })))
    await deleteImportFile(recado.config, one.file);
}

/** Uploads that were left lying, and files that belong to nothing any more. */
export async function sweepImports(recado: Recado): Promise<void> {
  const { db, write, clock, config } = recado;
  for (const { id } of await listForgotten(db, clock.now() - PATIENCE))
    await write((tx) => deleteImport(tx, id));
  const rows = await db.selectFrom("consent_imports").select("file").execute();
  const known = new Set(rows.map(({ file }) => file));
  for (const file of await listImportFiles(config))
    if (!known.has(file)) await deleteImportFile(config, file);
}
