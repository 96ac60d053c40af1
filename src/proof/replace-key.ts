import { createPublicKey } from "node:crypto";
import { appendAuditRecord } from "../audit/append-audit-record.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Secrets } from "../settings/secrets.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { type CheckpointRow, makeCheckpoint, signHead } from "./checkpoints.ts";
import { findLogFault } from "./find-log-fault.ts";
import { takeGrown } from "./log.ts";
import { fingerprintOf, newKey, type Signer, signerOf } from "./signer.ts";

/**
 * For a desk whose secret is lost, and with it the private key: both logs go on under a new key and
 * a new name. What was signed before stays verifiable by the former public key, which is kept.
 * @throws AppError `conflict` when the logs are not what was signed last; `not-found` without a key.
 */
export async function replaceKey(
  tx: Tx,
  secrets: Secrets,
  reason: string,
  now: Instant,
): Promise<{ signer: Signer; checkpoint: CheckpointRow }> {
  const kept = await getSetting(tx, "signing");
  if (!kept) throw new AppError("not-found", "This data folder has no signing key yet.");
  if (await findLogFault(tx, kept))
    throw new AppError(
      "conflict",
      "The logs are not what was signed last. Look into that first: recado doctor.",
    );
  const { logId, publicKey } = kept;
  const former = [...(kept.former ?? []), { logId, publicKey }];
  const made = { ...newKey(secrets), former };
  await saveSetting(tx, "signing", made, now);
  const signer = signerOf(made, secrets);
  await appendAuditRecord(
    tx,
    {
      action: "changed",
      object: { type: "signing key", id: null },
      details: {
        reason,
        before: { fingerprint: fingerprintOf(createPublicKey(publicKey)) },
        after: { fingerprint: signer.fingerprint },
      },
    },
    now,
  );
  takeGrown(tx);
  for (const log of ["consent", "audit"] as const) await signHead(tx, signer, log);
  return { signer, checkpoint: await makeCheckpoint(tx, signer, "manual", now) };
}
