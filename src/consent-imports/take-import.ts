import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { deleteImportFile } from "./import-files.ts";
import { type ConsentImport, endImport, isAt, noteProgress, type Progress } from "./imports.ts";
import { listBatches, namesOfPurposes } from "./import-lines.ts";
import { judgeConsent, nothingSeen, type Seen } from "./judge-consent.ts";
import type { CsvLine } from "./read-csv.ts";
import { expiryOf, type PurposeNames, readLine } from "./read-line.ts";
import { takeConsent } from "./take-consent.ts";
import { noteRefusal, type Refusal } from "./terms.ts";

/** Records of one write job: an acknowledgement waits for no more than that. */
const BATCH = 25;

/**
 * Takes the lines in, batch by batch. Where it stands is committed with the records, so that it
 * goes on after a restart with the line after the last.
 */
export async function takeImport(recado: Recado, one: ConsentImport): Promise<void> {
  const { db, write, clock, config } = recado;
  const setting = { one, purposes: await namesOfPurposes(db), seen: nothingSeen() };
  const { accepted, refused, report } = one;
  const progress: Progress = { done: 0, accepted, refused, report };
  for await (const batch of listBatches(recado, one, BATCH)) {
    const before = progress.done;
    progress.done += batch.length;
    // Taken in before a restart: only what they say of texts still counts.
    const isDone = progress.done <= one.done;
    if (isDone) noteTexts(batch, setting, clock.now());
    else if (!(await write((tx) => takeBatch(tx, batch, before, setting, progress, clock.now()))))
      return;
  }
  const end = { from: "running", to: "done", file: null, finished_at: clock.now() } as const;
  if (await write((tx) => endImport(tx, one.id, end))) await deleteImportFile(config, one.file);
}

interface Setting {
  one: ConsentImport;
  purposes: PurposeNames;
  seen: Seen;
}

function noteTexts(batch: CsvLine[], { one, purposes, seen }: Setting, now: Instant): void {
  for (const { cells } of batch) {
    const consent = readLine(cells, one.terms, purposes, now);
    if (typeof consent !== "string") seen.texts.add(consent.text);
  }
}

async function takeBatch(
  tx: Tx,
  batch: CsvLine[],
  before: number,
  setting: Setting,
  progress: Progress,
  now: Instant,
): Promise<boolean> {
  if (!(await isAt(tx, setting.one, before))) return false;
  for (const line of batch) {
    const refusal = await takeLine(tx, line, setting, now);
    if (refusal === null) progress.accepted += 1;
    else {
      progress.refused += 1;
      noteRefusal(progress.report, line.line, refusal);
    }
  }
  return noteProgress(tx, setting.one, before, progress);
}

async function takeLine(
  tx: Tx,
  { line, cells }: CsvLine,
  { one, purposes, seen }: Setting,
  now: Instant,
): Promise<Refusal | null> {
  const consent = readLine(cells, one.terms, purposes, now);
  if (typeof consent === "string") return consent;
  const judged = await judgeConsent(tx, consent, seen, now);
  if (judged.refusal !== null) return judged.refusal;
  const months = purposes.get(consent.purpose)?.expiresMonths;
  const declared = { file: one.filename, line, by: one.created_by };
  const expiresAt = expiryOf(consent.at, months);
  await takeConsent(tx, judged.contact, consent, { ...declared, expiresAt }, now);
  seen.accepted.add(`${consent.phone} ${consent.purpose}`);
  return null;
}
