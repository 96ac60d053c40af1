import type { Recado } from "../recado.ts";
import { type ConsentImport, endImport, noteProgress, type Progress } from "./imports.ts";
import { listBatches, namesOfPurposes } from "./import-lines.ts";
import { judgeConsent, nothingSeen } from "./judge-consent.ts";
import type { CsvLine } from "./read-csv.ts";
import { readLine } from "./read-line.ts";
import { noReport, noteRefusal } from "./terms.ts";

/** Lines without a pause: milliseconds, beside which pages and acknowledgements don't wait. */
const BATCH = 50;
/** Lines between two notes of how far it is. */
const NOTED = 1_000;

/** The dry run: what would come of each line, and nothing is written but that. */
export async function checkImport(recado: Recado, one: ConsentImport): Promise<void> {
  const { db, write, clock } = recado;
  const purposes = await namesOfPurposes(db);
  const seen = nothingSeen();
  const progress: Progress = { done: 0, accepted: 0, refused: 0, report: noReport() };
  let before = one.done;
  for await (const batch of listBatches(recado, one, BATCH)) {
    for (const line of batch) await judgeLine(line);
    if (progress.done - before < NOTED) continue;
    if (!(await note())) return;
  }
  if (!(await note())) return;
  await write((tx) =>
    endImport(tx, one.id, { from: "checking", to: "checked", total: progress.done }),
  );

  async function note(): Promise<boolean> {
    const from = before;
    before = progress.done;
    return write((tx) => noteProgress(tx, one, from, progress));
  }

  async function judgeLine({ line, cells }: CsvLine): Promise<void> {
    progress.done += 1;
    const consent = readLine(cells, one.terms, purposes, clock.now());
    const refusal =
      typeof consent === "string"
        ? consent
        : (await judgeConsent(db, consent, seen, clock.now())).refusal;
    if (refusal !== null) {
      progress.refused += 1;
      noteRefusal(progress.report, line, refusal);
    } else if (typeof consent !== "string") {
      progress.accepted += 1;
      seen.accepted.add(`${consent.phone} ${consent.purpose}`);
    }
  }
}
