import { listPurposes } from "../consent/purposes.ts";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";
import { importPath } from "./import-files.ts";
import type { ConsentImport } from "./imports.ts";
import { type CsvLine, readCsv } from "./read-csv.ts";
import type { PurposeNames } from "./read-line.ts";

/** More lines are to be brought in several files. */
export const MOST_ROWS = 200_000;

/** A file with more lines than may be taken in at once. */
export class TooManyLines extends Error {
  readonly code = "too-many-lines";
}

/** The lines below the headers, in batches; the event loop has a turn between them. */
export async function* listBatches(
  { config }: Pick<Recado, "config">,
  { file, terms }: Pick<ConsentImport, "file" | "terms">,
  size: number,
): AsyncGenerator<CsvLine[]> {
  let batch: CsvLine[] = [];
  let seen = -1;
  for await (const line of readCsv(importPath(config, file ?? ""), terms.separator)) {
    seen += 1;
    if (seen === 0) continue;
    if (seen > MOST_ROWS) throw new TooManyLines();
    batch.push(line);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
    await new Promise(setImmediate);
  }
  if (batch.length > 0) yield batch;
}

/** Purposes in use, by key and by every name they have. */
export async function namesOfPurposes(db: Db): Promise<PurposeNames> {
  const names = new Map<string, { key: string; expiresMonths: number | null }>();
  for (const row of await listPurposes(db)) {
    if (row.retired_at !== null) continue;
    const purpose = { key: row.key, expiresMonths: row.expires_months };
    const own = Object.values(JSON.parse(row.names) as Record<string, string>);
    for (const name of [row.key, row.key.replaceAll("_", " "), ...own])
      names.set(name.toLowerCase(), purpose);
  }
  return names;
}
