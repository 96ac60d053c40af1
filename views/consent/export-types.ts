import type { ExportRow } from "../../src/consent-exports/exports.ts";
import type { TimeText } from "../ui/time.tsx";

/** An export as the pages show it. */
export interface ExportItem {
  id: number;
  state: ExportRow["state"];
  /** Which records, in words. */
  what: string;
  reason: string;
  by: string;
  decidedBy: string | null;
  created: TimeText;
  finished: TimeText | null;
  expires: TimeText | null;
  done: number;
  total: number;
  size: string | null;
  sha256: string | null;
  error: string | null;
  /** Here, rather than where the command line put it. */
  hasFile: boolean;
}

/** What was typed into the form, and stays there when it cannot be read. */
export interface TypedExport {
  from: string;
  to: string;
  purpose: string;
  contact: string;
  reason: string;
  language: string;
}

export type ExportProblems = Partial<Record<"period" | "contact" | "reason", string>>;
