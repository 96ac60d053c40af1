import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { canonicalJson } from "../proof/canonical.ts";
import { hexOf, leafHash, RunningRoot } from "../proof/merkle.ts";
import type { Signer } from "../proof/signer.ts";
import {
  type Chosen,
  checkpointLines,
  logLines,
  openingLines,
  proofLines,
  textLines,
} from "./contents.ts";
import { countChosen, type ExportFilter, isComplete, tellFilter } from "./filter.ts";
import { howToText } from "./how-to.ts";
import { csvLines } from "./records-csv.ts";
import { htmlLines } from "./records-html.ts";
import { type Lines, SummedZip } from "./summed-zip.ts";
import chainScript from "./chain.py" with { type: "text" };
import verifyScript from "./verify.py" with { type: "text" };

/** What an export is for, and what its manifest says of it. */
export interface ExportOrder {
  filter: ExportFilter;
  reason: string;
  madeBy: string;
  language: Language;
  business: string;
  now: Instant;
}

/** The signed words that the export is measured by: a checkpoint, or the head of a log as it was found. */
export interface SignedEnd {
  size: number;
  root: string;
  body: string;
  /** Base64. */
  signature: string;
  /** The newest checkpoint that goes along. */
  checkpointId: number;
  /** It does not fit what was signed before, and is exported all the same, as evidence. */
  isAsFound: boolean;
}

export interface Written {
  byteSize: number;
  sha256: string;
  records: number;
}

/** Files that every record is read for once. */
const PASSES = 5;

/**
 * Writes the zip to `path` in constant memory. `tell` hears how much is done, of how much.
 * @throws Error when a whole log does not add up to `end` after all; nothing is left behind then.
 */
export async function writeExport(
  { db, signer }: { db: Db; signer: Signer },
  order: ExportOrder,
  end: SignedEnd,
  path: string,
  tell: (done: number, total: number) => void = () => {},
): Promise<Written> {
  const { zip, total } = await composeExport({ db, signer }, order, end, tell);
  const byteSize = await zip.writeTo(path);
  return { byteSize, sha256: await sha256Of(path), records: total };
}

/** The zip before it is written, and how many records it will hold: for whoever writes it elsewhere. */
export async function composeExport(
  { db, signer }: { db: Db; signer: Signer },
  order: ExportOrder,
  end: SignedEnd,
  tell: (done: number, total: number) => void = () => {},
): Promise<{ zip: SummedZip; total: number }> {
  const chosen: Chosen = { db, filter: order.filter, size: end.size };
  const total = await countChosen(db, order.filter, end.size);
  const zip = new SummedZip(order.now);
  const { counts, counted, told } = counters((done) => tell(done, total * PASSES));
  zip.add("HOW-TO-VERIFY.txt", () => [howToText(order.language, signer.fingerprint)]);
  zip.add("public-key.pem", () => [signer.publicKey]);
  zip.add("checkpoint.txt", () => [end.body]);
  zip.add("checkpoint.sig", () => [Buffer.from(end.signature, "base64")]);
  zip.add("log.jsonl", () => told(counted("records", checkedLog(chosen, end))));
  zip.add("private.jsonl", () => told(counted("openings", openingLines(chosen))));
  if (!isComplete(order.filter)) zip.add("proofs.jsonl", () => told(proofLines(chosen)));
  zip.add("texts.jsonl", () => counted("texts", textLines(chosen)));
  zip.add("checkpoints.jsonl", () =>
    counted("checkpoints", checkpointLines(db, signer.logId, end.checkpointId)),
  );
  zip.add("records.csv", () => told(csvLines(chosen, order.language)));
  zip.add("records.html", () => told(htmlLines(chosen, { ...order, total })));
  zip.add("chain.py", () => [chainScript]);
  zip.add("verify.py", () => [verifyScript]);
  zip.add("manifest.json", () => manifestOf({ db, signer }, order, end, counts));
  zip.addBytes("SHA256SUMS", () => zip.sums());
  zip.addBytes("SHA256SUMS.sig", () => Buffer.from(signer.sign(zip.sums()), "base64"));
  zip.end();
  return { zip, total };
}

/** Lines on their way are counted, and every thousandth is told of. */
function counters(tell: (done: number) => void) {
  const counts = { records: 0, openings: 0, texts: 0, checkpoints: 0 };
  let done = 0;
  return {
    counts,
    async *counted(name: keyof typeof counts, lines: Lines) {
      for await (const line of lines) {
        counts[name] += 1;
        yield line;
      }
    },
    async *told(lines: Lines) {
      for await (const line of lines) {
        yield line;
        if (++done % 1_000 === 0) tell(done);
      }
    },
  };
}

/** What is signed is what is written: a log that changed meanwhile ends the export. */
async function* checkedLog(chosen: Chosen, end: SignedEnd): AsyncGenerator<string> {
  const running = new RunningRoot();
  for await (const line of logLines(chosen)) {
    running.add(leafHash(line.slice(0, -1)));
    yield line;
  }
  if (!isComplete(chosen.filter) || end.isAsFound) return;
  if (running.size !== end.size || hexOf(running.root()) !== end.root)
    throw new Error("the consent log does not add up to the checkpoint that was just signed");
}

async function* manifestOf(
  { db, signer }: { db: Db; signer: Signer },
  order: ExportOrder,
  end: SignedEnd,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  yield `${canonicalJson({
    format: "recado consent export 1",
    made_at: new Date(order.now).toISOString(),
    made_by: order.madeBy,
    reason: order.reason,
    business: order.business,
    language: order.language,
    log: signer.logId,
    key: signer.fingerprint,
    filter: { ...(await tellFilter(db, order.filter)) },
    as_found: end.isAsFound,
    counts,
  })}\n`;
}

async function sha256Of(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk);
  return hasher.digest("hex");
}
