import { SummedZip } from "../consent-exports/summed-zip.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { canonicalJson } from "../proof/canonical.ts";
import { headText } from "../proof/checkpoints.ts";
import type { Signer } from "../proof/signer.ts";
import {
  type AuditChosen,
  auditCsvLines,
  auditDetailLines,
  auditLogLines,
  type AuditPeriod,
} from "./audit-export-lines.ts";
import { auditVerifyScript } from "./audit-verify-script.ts";

/** What an export is for, and what its manifest says of it. */
export interface AuditOrder {
  period: AuditPeriod;
  reason: string;
  madeBy: string;
  language: Language;
  timezone: string;
  now: Instant;
}

/** Files that every record is written to once. */
const PASSES = 2;

export interface AuditWritten {
  byteSize: number;
  sha256: string;
  /** Lines of the log. */
  records: number;
}

/**
 * Writes the audit log to a zip at `path` in constant memory: all lines, the details of the
 * period, and the head that was signed with the newest record. `tell` hears how much is
 * done, of how much.
 * @throws AppError `conflict` while nothing is on record.
 */
export async function writeAuditExport(
  { db, signer }: { db: Db; signer: Signer },
  order: AuditOrder,
  path: string,
  tell: (done: number, total: number) => void = () => {},
): Promise<AuditWritten> {
  const head = await findHead(db);
  const chosen: AuditChosen = { db, size: head.size, period: order.period };
  const zip = new SummedZip(order.now);
  let done = 0;
  async function* told(lines: AsyncGenerator<string>) {
    for await (const line of lines) {
      yield line;
      if (++done % 1_000 === 0) tell(done, head.size * PASSES);
    }
  }
  zip.add("HOW-TO-VERIFY.txt", () => [howTo(signer.fingerprint)]);
  zip.add("public-key.pem", () => [signer.publicKey]);
  zip.add("head.txt", () => [headText(signer.logId, "audit", head)]);
  zip.add("head.sig", () => [Buffer.from(head.signature, "base64")]);
  zip.add("log.jsonl", () => told(auditLogLines(chosen)));
  zip.add("details.jsonl", () => told(auditDetailLines(chosen)));
  zip.add("audit.csv", () => auditCsvLines(chosen, order));
  zip.add("verify.py", () => [auditVerifyScript()]);
  zip.add("manifest.json", () => [manifestOf(signer, order, head.size)]);
  zip.addBytes("SHA256SUMS", () => zip.sums());
  zip.addBytes("SHA256SUMS.sig", () => Buffer.from(signer.sign(zip.sums()), "base64"));
  zip.end();
  const byteSize = await zip.writeTo(path);
  return { byteSize, sha256: await sha256Of(path), records: head.size };
}

async function findHead(db: Db) {
  const head = await db
    .selectFrom("log_heads")
    .selectAll()
    .where("log", "=", "audit")
    .executeTakeFirst();
  if (head) return head;
  throw new AppError("conflict", "Nothing is on record in the audit log yet.");
}

function manifestOf(signer: Signer, order: AuditOrder, records: number): string {
  const { from, until } = order.period;
  const iso = (instant: Instant | null) =>
    instant === null ? undefined : new Date(instant).toISOString();
  return `${canonicalJson({
    format: "recado audit export 1",
    made_at: iso(order.now),
    made_by: order.madeBy,
    reason: order.reason,
    language: order.language,
    log: signer.logId,
    key: signer.fingerprint,
    details_from: iso(from),
    details_until: iso(until),
    records,
  })}\n`;
}

function howTo(fingerprint: string): string {
  return `log.jsonl holds every line of the audit log: what was hashed, chained and signed. It
names nobody. details.jsonl holds, for the period that was asked for, what the lines'
details_commitment stands for: SHA-256 of the salt followed by the value. What belonged to
a customer who was erased is in neither. audit.csv is for people.

The whole check, with plain Python 3:
    python3 verify.py EXPORT.zip --key ${fingerprint}

By hand:
    sha256sum -c SHA256SUMS
    openssl pkey -pubin -in public-key.pem -outform DER | sha256sum
    openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
    openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in head.txt -sigfile head.sig
    wc -l log.jsonl; tail -n 1 log.jsonl | tr -d '\\n' | sha256sum; grep '^audit' head.txt

Compare the key's fingerprint with one that you have by another way than this file.
`;
}

async function sha256Of(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk);
  return hasher.digest("hex");
}
