import { stringify } from "csv-stringify/sync";
import type { Language } from "../db/schema.ts";
import { type Chosen, recordsOf } from "./contents.ts";
import { exportTexts } from "./export-texts.ts";
import { readableOf } from "./readable.ts";

/** What spreadsheets of a language take for a new column. */
const delimiters: Record<Language, string> = { en: ",", fr: ";", pt: ";", es: ";" };
/** Rows written at once. */
const BATCH = 500;

/** records.csv: UTF-8 with its mark; no text that begins like a formula is one. */
export async function* csvLines(chosen: Chosen, language: Language): AsyncGenerator<string> {
  const { columns, events } = exportTexts[language];
  const names = Object.keys(columns) as (keyof typeof columns)[];
  yield `\uFEFF${csvOf([Object.values(columns)], language)}`;
  let rows: string[][] = [];
  for await (const record of recordsOf(chosen)) {
    const readable = readableOf(record);
    const event = events[readable.event as keyof typeof events] ?? readable.event;
    rows.push(names.map((name) => (name === "event" ? event : String(readable[name]))));
    if (rows.length < BATCH) continue;
    yield csvOf(rows, language);
    rows = [];
  }
  if (rows.length > 0) yield csvOf(rows, language);
}

/** Cells as a spreadsheet of the language opens them. */
export function csvOf(rows: string[][], language: Language): string {
  return stringify(rows, {
    delimiter: delimiters[language],
    record_delimiter: "\r\n",
    escape_formulas: true,
  });
}
