import type { Language } from "../db/schema.ts";

/** What spreadsheets of a language take for a new column. */
const separators: Record<Language, string> = { en: ",", fr: ";", pt: ";", es: ";" };

/**
 * Rows as a CSV file that spreadsheets of the language open as it is: UTF-8 with its mark, and no
 * text that begins like a formula is one.
 */
export function csvText(rows: readonly (readonly (string | number)[])[], language: Language) {
  const separator = separators[language];
  const lines = rows.map((row) => row.map((cell) => cellText(cell, language)).join(separator));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function cellText(cell: string | number, language: Language): string {
  if (typeof cell === "number") return language === "en" ? `${cell}` : `${cell}`.replace(".", ",");
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As a download. `name`: without its ending, in plain letters. */
export function csvFile(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "no-store",
    },
  });
}
