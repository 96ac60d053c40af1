import type { Language } from "../db/schema.ts";

/** What a line is read for. Number and date are always columns: they differ from line to line. */
export const importFields = [
  "phone",
  "date",
  "name",
  "purpose",
  "source",
  "text",
  "language",
] as const;
export type ImportField = (typeof importFields)[number];

/** What was said of a file as a whole. No line of it, so nothing about a person. */
export interface ImportTerms {
  separator: string;
  /** The file's first line. */
  headers: string[];
  /** Place of each field's column, from 0; null: there is none. */
  columns: Record<ImportField, number | null>;
  /** What holds for every line, where there is no column for it. */
  fixed: { purpose: string; source: string; text: string; language: Language };
  /** ISO country of numbers without a country code; null: they all have one. */
  country: string | null;
  /** How 03/04/2026 is read; 2026-04-03 is always clear. */
  dateOrder: "dmy" | "mdy";
  /** Zone of the dates. */
  timezone: string;
  /** Somebody has declared that these people agreed by themselves. */
  isDeclared: boolean;
}

/** Why a line is not taken. */
export const refusals = [
  "phone",
  "purpose",
  "source",
  "date",
  "future",
  "expired",
  "text",
  "texts",
  "language",
  "withdrawn",
  "suppressed",
  "restricted",
  "already",
] as const;
export type Refusal = (typeof refusals)[number];

/** What came of the lines so far. */
export interface ImportReport {
  reasons: Partial<Record<Refusal, number>>;
  /** Line of the file and why, at most `MOST_LINES` of them. */
  lines: [number, Refusal][];
}
export const MOST_LINES = 5_000;
export const noReport = (): ImportReport => ({ reasons: {}, lines: [] });

export function noteRefusal({ reasons, lines }: ImportReport, line: number, why: Refusal): void {
  reasons[why] = (reasons[why] ?? 0) + 1;
  if (lines.length < MOST_LINES) lines.push([line, why]);
}
