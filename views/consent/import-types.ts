import type { ImportState } from "../../src/consent-imports/imports.ts";
import type { TermProblems } from "../../src/consent-imports/read-terms.ts";
import type { ImportTerms, Refusal } from "../../src/consent-imports/terms.ts";
import type { Choice } from "../ui/field.tsx";

/** One import, as its page shows it. */
export interface ImportView {
  id: number;
  filename: string;
  state: ImportState;
  /** Lines of the file; 0 until they were counted. */
  total: number;
  done: number;
  accepted: number;
  refused: number;
  error: "too-many" | "unreadable" | "erased" | null;
  /** The most frequent first. */
  reasons: [Refusal, number][];
  /** The first that were refused. */
  lines: [number, Refusal][];
  hasMore: boolean;
  /** More lines were refused than the report names. */
  isCut: boolean;
}

/** Which column is which, as it is asked. */
export interface ImportSetup {
  terms: ImportTerms;
  problems: TermProblems;
  purposes: Choice[];
  countries: Choice[];
  /** The first lines of the file. */
  sample: string[][];
}
