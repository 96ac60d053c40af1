import type { Db } from "../db/open.ts";
import { type CheckpointCopy, headsOf, readCopy } from "./checkpoint-copy.ts";
import { headOf, type LogName } from "./log.ts";
import { recomputeHead } from "./recompute.ts";
import { isSigned, type Signer } from "./signer.ts";

/** What a copy of a checkpoint says of the logs as they are now. */
export type Verdict =
  /** No checkpoint at all. */
  | { kind: "unreadable" }
  /** Of another desk, or of this one before it was set up anew. */
  | { kind: "other-log"; logId: string }
  /** Not signed with our key: changed on its way, or never ours. */
  | { kind: "not-ours" }
  /** Fewer records than were signed for. */
  | { kind: "missing"; log: LogName; signed: number; now: number }
  /** As many, but not the same. */
  | { kind: "changed"; log: LogName; signed: number }
  /** `isSigned`: the copy bears our signature; otherwise anybody may have written it. */
  | { kind: "same"; isSigned: boolean; consent: number; audit: number };

/**
 * Compares a copy that was kept elsewhere with the logs here, record by record: what two people who
 * do not trust each other can do on the page. The server that answers is the one under question:
 * an export verified on another machine asks no server.
 */
export async function compareCopy(
  db: Db,
  signer: Signer,
  pasted: string,
  signature = "",
): Promise<Verdict> {
  const copy = readCopy(pasted, signature);
  if (!copy) return { kind: "unreadable" };
  if (copy.logId !== signer.logId) return { kind: "other-log", logId: copy.logId };
  if (!isPlausible(copy, signer)) return { kind: "not-ours" };
  for (const [log, signed] of headsOf(copy)) {
    const { size: now } = await headOf(db, log).catch(() => ({ size: 0 }));
    if (now < signed.size) return { kind: "missing", log, signed: signed.size, now };
    const read = await recomputeHead(db, log, signed.size);
    if (read?.root !== signed.root || read.head !== signed.head)
      return { kind: "changed", log, signed: signed.size };
  }
  const { consent, audit } = copy;
  return {
    kind: "same",
    isSigned: copy.signature !== null,
    consent: consent.size,
    audit: audit.size,
  };
}

function isPlausible({ body, signature, fingerprint }: CheckpointCopy, signer: Signer): boolean {
  if (fingerprint !== null && fingerprint !== signer.fingerprint) return false;
  return signature === null || isSigned(body, signature, signer.publicKey);
}
