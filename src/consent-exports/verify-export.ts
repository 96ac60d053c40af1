import { sha256 } from "../proof/commitment.ts";
import { isSigned } from "../proof/signer.ts";
import { isComplete, type ToldFilter } from "./filter.ts";
import { ZipReader } from "./read-zip.ts";
import { Problems, Stop, type Verdict } from "./verdict.ts";
import { checkRecords, objectsIn, textOf } from "./verify-records.ts";
import {
  checkFiles,
  checkSums,
  parsePoint,
  type Point,
  readKey,
  readSmall,
} from "./verify-signed.ts";

export interface Trusted {
  /** SHA-256 of the public key, as it was got by another way. */
  key?: string;
  /** Text of a checkpoint that was sent before (proof/checkpoint-copy.ts), with or without its signature. */
  checkpoint?: string;
}

/**
 * Whether the export at `path` is what a desk has signed: the same answers as verify.py gives.
 * Unpacks nothing, in constant memory.
 */
export async function verifyExport(path: string, trusted: Trusted = {}): Promise<Verdict> {
  const problems = new Problems();
  let verdict: Partial<Verdict> = {};
  try {
    const zip = await ZipReader.open(path);
    try {
      verdict = await examine(zip, trusted, problems);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (!(error instanceof Stop))
      problems.add("zip", error instanceof Error ? error.name : "Error");
  }
  return { ...verdict, ok: problems.list.length === 0, problems: problems.list };
}

async function examine(
  zip: ZipReader,
  trusted: Trusted,
  problems: Problems,
): Promise<Partial<Verdict>> {
  const names = checkFiles(zip, problems);
  const { pem, fingerprint } = await readKey(zip, trusted.key, problems);
  await checkSums(zip, names, pem, problems);
  const manifest = await readManifest(zip, problems);
  const { filter, log } = manifest;
  if (manifest.key !== fingerprint) problems.add("manifest", "key");
  if (names.includes("proofs.jsonl") === isComplete(filter)) problems.stop("files", "proofs.jsonl");
  const target = await readTarget(zip, pem, log, problems);
  const points = await checkCheckpoints(zip, pem, target, log, problems);
  const marks = [...points];
  const given = trusted.checkpoint && readGiven(trusted.checkpoint, pem, log, problems);
  if (given && isComplete(filter)) marks.push(given);
  else if (given && points.every(({ text }) => text !== given.text))
    problems.add("given", given.size);
  const texts = await checkTexts(zip, problems);
  const seen = await checkRecords(zip, { target, marks, filter, texts }, problems);
  const counts = { ...seen, texts: texts.size, checkpoints: points.length };
  if (!hasCounts(manifest.counts, counts)) problems.add("manifest", "counts");
  const { size, root, time } = target;
  const { made_at, made_by, reason } = manifest;
  return {
    key: fingerprint,
    log,
    made_at,
    made_by,
    reason,
    filter,
    checkpoint: { size, root, time },
    ...counts,
  };
}

interface Manifest {
  log: string;
  key: string;
  made_at: string;
  made_by: string;
  reason: string;
  filter: ToldFilter;
  counts: Record<string, number>;
}

/** @throws Stop when it says too little. */
async function readManifest(zip: ZipReader, problems: Problems): Promise<Manifest> {
  const text = (await readSmall(zip, "manifest.json", problems)).toString();
  const wanted = ["log", "made_at", "made_by", "reason"];
  try {
    const manifest = JSON.parse(text) as Manifest & { format: string };
    const { filter } = manifest;
    const isFilter = typeof filter === "object" && filter !== null && !Array.isArray(filter);
    const isWhole = wanted.every((name) => name in manifest);
    if (isWhole && isFilter && manifest.format === "recado consent export 1") return manifest;
  } catch {
    // Said below.
  }
  return problems.stop("manifest", "manifest.json");
}

async function readTarget(
  zip: ZipReader,
  pem: string,
  log: string,
  problems: Problems,
): Promise<Point> {
  const text = await readSmall(zip, "checkpoint.txt", problems);
  const signature = await readSmall(zip, "checkpoint.sig", problems);
  if (!isSigned(text, signature.toString("base64"), pem))
    problems.add("signature", "checkpoint.txt");
  const point = parsePoint(text.toString());
  return point?.log === log ? point : problems.stop("checkpoint", "checkpoint.txt");
}

async function checkCheckpoints(
  zip: ZipReader,
  pem: string,
  newest: Point,
  log: string,
  problems: Problems,
): Promise<Point[]> {
  const points: Point[] = [];
  let n = 0;
  let text: string | undefined;
  for await (const { value } of objectsIn(zip, "checkpoints.jsonl", problems)) {
    n += 1;
    text = textOf(value.body);
    const point = parsePoint(text);
    const isLater = point && point.size >= (points.at(-1)?.size ?? 0);
    if (point?.log === log && isLater && isSigned(text, textOf(value.signature), pem))
      points.push(point);
    else problems.add("checkpoints", n);
  }
  if (newest.kind === "checkpoint" && text !== newest.text) problems.add("checkpoints", "newest");
  return points;
}

/** A checkpoint as it was sent; undefined, and a problem, when it is of another log. */
function readGiven(sent: string, pem: string, log: string, problems: Problems): Point | undefined {
  const rows = sent
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) =>
      line
        .replace(/^[> \t]+/, "")
        .split(/\s+/)
        .filter(Boolean)
        .join(" "),
    );
  const start = rows.findIndex((row) => row.startsWith("recado checkpoint "));
  const end = rows.findIndex((row) => row.startsWith("time "));
  const body = `${rows
    .slice(Math.max(start, 0), end + 1)
    .filter(Boolean)
    .join("\n")}\n`;
  const point = start < 0 ? undefined : parsePoint(body);
  if (point?.log !== log) {
    problems.add("given", "log");
    return undefined;
  }
  for (const row of rows)
    if (row.startsWith("signature ") && !isSigned(body, row.split(" ")[1] ?? "", pem))
      problems.add("given", "signature");
  return point;
}

async function checkTexts(zip: ZipReader, problems: Problems): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { value } of objectsIn(zip, "texts.jsonl", problems)) {
    const hash = textOf(value.sha256);
    if (sha256(textOf(value.body)) !== hash || found.has(hash)) problems.add("text", hash);
    found.add(hash);
  }
  return found;
}

function hasCounts(said: unknown, found: Record<string, number>): boolean {
  if (typeof said !== "object" || said === null) return false;
  const counts = said as Record<string, unknown>;
  return (
    Object.keys(counts).length === Object.keys(found).length &&
    Object.entries(found).every(([name, n]) => counts[name] === n)
  );
}
