import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

const LONGEST = 255;

/** What a request with this key was answered before. */
export interface KeptAnswer {
  status: number;
  body: string;
}

/** @throws AppError `idempotency-key-missing`. */
export function readIdempotencyKey(headers: Headers): string {
  const key = headers.get("idempotency-key")?.trim();
  if (!key)
    throw new AppError(
      "idempotency-key-missing",
      "Send an Idempotency-Key header: a new unique text for each new message, the same for a repeat.",
    );
  if (key.length > LONGEST)
    throw new AppError("invalid", `Idempotency-Key: at most ${LONGEST} characters.`);
  return key;
}

/**
 * Runs `act` once per token and key, in the caller's transaction, so that two
 * requests at the same time act once and both get the same answer.
 * @throws AppError `idempotency-key-reused` when the key came with another request.
 */
export async function once(
  tx: Tx,
  request: { tokenId: number; key: string; fingerprint: string },
  now: Instant,
  act: () => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; isRepeat: boolean }> {
  const kept = await tx
    .selectFrom("idempotency_keys")
    .select(["request_hash", "status", "body"])
    .where("token_id", "=", request.tokenId)
    .where("key", "=", request.key)
    .executeTakeFirst();
  const hash = new Bun.CryptoHasher("sha256").update(request.fingerprint).digest("hex");
  if (kept && kept.request_hash !== hash) {
    throw new AppError(
      "idempotency-key-reused",
      "This Idempotency-Key came with another request before. Use a new key for a new message.",
    );
  }
  if (kept) return { answer: { status: kept.status, body: kept.body }, isRepeat: true };
  const answer = await act();
  await tx
    .insertInto("idempotency_keys")
    .values({
      token_id: request.tokenId,
      key: request.key,
      request_hash: hash,
      ...answer,
      created_at: now,
    })
    .execute();
  return { answer, isRepeat: false };
}
