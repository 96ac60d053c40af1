import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { guessColumns } from "./guess-columns.ts";
import { deleteImportFile, importPath, keepImportFile, MOST_BYTES } from "./import-files.ts";
import { insertImport } from "./imports.ts";
import { readHead, separatorOf } from "./read-csv.ts";
import type { ImportTerms } from "./terms.ts";

type Taken = { kind: "taken"; id: number } | { kind: "none" | "big" | "unreadable" };

/** Keeps an uploaded list, with a first guess at what its columns are. */
export async function takeUpload(
  recado: Recado,
  file: unknown,
  { id: by, language }: Pick<Me, "id" | "language">,
): Promise<Taken> {
  if (!(file instanceof File) || file.size === 0) return { kind: "none" };
  if (file.size > MOST_BYTES) return { kind: "big" };
  const kept = await keepImportFile(recado.config, await file.bytes());
  const head = await readHeaders(importPath(recado.config, kept));
  if (!head) {
    await deleteImportFile(recado.config, kept);
    return { kind: "unreadable" };
  }
  const terms = await firstTerms(recado, head, language);
  const row = { filename: plainName(file.name), file: kept, terms, by };
  const id = await recado.write((tx) => insertImport(tx, row, recado.clock.now()));
  return { kind: "taken", id };
}

/** Longer headers are no headers. */
const LONGEST_HEADER = 60;
const MOST_COLUMNS = 100;

async function readHeaders(path: string) {
  const separator = separatorOf(
    await Bun.file(path)
      .slice(0, 64 * 1024)
      .text(),
  );
  try {
    const [first, second] = await readHead(path, separator, 2);
    if (!first || !second || first.cells.length > MOST_COLUMNS) return undefined;
    return { separator, headers: first.cells.map((cell) => cell.slice(0, LONGEST_HEADER)) };
  } catch {
    return undefined;
  }
}

async function firstTerms(
  { db }: Recado,
  { separator, headers }: { separator: string; headers: string[] },
  language: Me["language"],
): Promise<ImportTerms> {
  const business = await getSetting(db, "business");
  const country = business?.country ?? null;
  return {
    separator,
    headers,
    columns: guessColumns(headers),
    fixed: { purpose: "", source: "", text: "", language: business?.language ?? language },
    country,
    dateOrder: country === "US" ? "mdy" : "dmy",
    timezone: business?.timezone ?? "UTC",
    isDeclared: false,
  };
}

/** For people to know it by; never a path. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, 120) || "list.csv"
  );
}
