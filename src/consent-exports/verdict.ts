import type { ToldFilter } from "./filter.ts";

/** What can be wrong with an export; verify.py knows the same. Each has a text `verify.problem.CODE`. */
export const problemCodes = [
  "zip",
  "files",
  "key",
  "signature",
  "sum",
  "manifest",
  "checkpoint",
  "checkpoints",
  "unreadable",
  "chain",
  "root",
  "proof",
  "filter",
  "opening",
  "text",
  "given",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  code: ProblemCode;
  /** The file, line, record or number that it is about. */
  where: string;
}

/** As verify.py prints it with --json. What could not be read is absent. */
export interface Verdict {
  ok: boolean;
  problems: Problem[];
  log?: string;
  /** SHA-256 of the public key. */
  key?: string;
  made_at?: string;
  made_by?: string;
  reason?: string;
  filter?: ToldFilter;
  checkpoint?: { size: number; root: string; time: string | null };
  records?: number;
  openings?: number;
  texts?: number;
  checkpoints?: number;
}

/** More of one kind are not told. */
const MOST = 5;

/** Thrown where nothing that follows could be said. */
export class Stop extends Error {}

export class Problems {
  readonly list: Problem[] = [];
  readonly #counts = new Map<ProblemCode, number>();

  add(code: ProblemCode, where: string | number | undefined): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= MOST) this.list.push({ code, where: String(where) });
  }

  /** @throws Stop always. */
  stop(code: ProblemCode, where: string): never {
    this.add(code, where);
    throw new Stop();
  }
}
