import { createPublicKey } from "node:crypto";
import { fingerprintOf, isSigned } from "../proof/signer.ts";
import type { ZipReader } from "./read-zip.ts";
import { type Problems, Stop } from "./verdict.ts";

/** A checkpoint, or the signed head of a log that was exported as it was found. */
export interface Point {
  text: string;
  kind: string;
  log: string;
  size: number;
  root: string;
  head: string;
  time: string | null;
}

const PLAIN = [
  "HOW-TO-VERIFY.txt",
  "checkpoint.sig",
  "checkpoint.txt",
  "checkpoints.jsonl",
  "log.jsonl",
  "manifest.json",
  "private.jsonl",
  "public-key.pem",
  "records.csv",
  "records.html",
  "texts.jsonl",
  "chain.py",
  "verify.py",
];
const SUMS = ["SHA256SUMS", "SHA256SUMS.sig"];
/** Above this it is no export but made to fill a disk: unpacked bytes for each packed one. */
const MOST_RATIO = 300;
const MEGABYTES_FREE = 10 * 1024 * 1024;

/** No file is missing, comes twice or is too many; nothing is blown up. @throws Stop otherwise. */
export function checkFiles(zip: ZipReader, problems: Problems): string[] {
  const names = zip.entries.map((entry) => entry.fileName);
  const known = [...PLAIN, ...SUMS, "proofs.jsonl"];
  for (const name of [...new Set(names)].toSorted()) {
    const isTwice = names.filter((each) => each === name).length > 1;
    if (isTwice || !known.includes(name)) problems.add("files", name);
  }
  for (const name of [...PLAIN, ...SUMS]) if (!names.includes(name)) problems.add("files", name);
  const sum = (of: "compressedSize" | "uncompressedSize") =>
    zip.entries.reduce((total, entry) => total + entry[of], 0);
  if (sum("uncompressedSize") > MOST_RATIO * sum("compressedSize") + MEGABYTES_FREE)
    problems.add("zip", "size");
  if (problems.list.length > 0) throw new Stop();
  return names;
}

/** @throws Stop when it is too large. */
export async function readSmall(zip: ZipReader, name: string, problems: Problems): Promise<Buffer> {
  return (await zip.bytes(name)) ?? problems.stop("files", name);
}

export async function readKey(
  zip: ZipReader,
  wanted: string | undefined,
  problems: Problems,
): Promise<{ pem: string; fingerprint: string }> {
  const pem = (await readSmall(zip, "public-key.pem", problems)).toString("latin1");
  const fingerprint = fingerprintIn(pem) ?? problems.stop("key", "public-key.pem");
  if (wanted && wanted.toLowerCase().replaceAll(/[: ]/g, "") !== fingerprint)
    problems.add("key", fingerprint);
  return { pem, fingerprint };
}

function fingerprintIn(pem: string): string | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" ? fingerprintOf(key) : undefined;
  } catch {
    return undefined;
  }
}

/** SHA256SUMS was signed, and each file fits it. */
export async function checkSums(
  zip: ZipReader,
  names: string[],
  pem: string,
  problems: Problems,
): Promise<void> {
  const text = await readSmall(zip, "SHA256SUMS", problems);
  const signature = await readSmall(zip, "SHA256SUMS.sig", problems);
  if (!isSigned(text, signature.toString("base64"), pem)) problems.add("signature", "SHA256SUMS");
  const wanted = new Map<string, string>();
  for (const line of text.toString().split("\n").slice(0, -1))
    wanted.set(line.slice(66), line.slice(0, 64));
  const all = [...new Set([...names, ...wanted.keys()])].filter((name) => !SUMS.includes(name));
  for (const name of all.toSorted()) {
    const isListed = names.includes(name) && wanted.has(name);
    if (!isListed || (await sumOf(zip, name)) !== wanted.get(name)) problems.add("sum", name);
  }
}

async function sumOf(zip: ZipReader, name: string): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of zip.chunks(name)) hasher.update(chunk);
  return hasher.digest("hex");
}

export function parsePoint(text: string): Point | undefined {
  const found: Partial<Point> = { text, kind: text.split(" ")[1] ?? "", time: null };
  for (const line of text.split("\n")) {
    const [word, ...rest] = line.split(" ");
    if (word === "log" && rest.length === 1) found.log = rest[0];
    if (word === "time" && rest.length === 1) found.time = rest[0] ?? null;
    if (word === "consent" && rest.length === 3 && /^\d+$/.test(rest[0] ?? ""))
      Object.assign(found, { size: Number(rest[0]), root: rest[1], head: rest[2] });
  }
  return found.size !== undefined && found.log !== undefined ? (found as Point) : undefined;
}
