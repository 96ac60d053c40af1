import { DAY, SECOND } from "../clock.ts";
import { heldBackKey, OPTED_OUT } from "../consent/held-back.ts";
import { withdrawMarketing } from "../consent/withdraw.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, MessageStatus, OutboxState } from "../db/schema.ts";
import { applyEarlyStatuses } from "./apply-status.ts";
import { closeChannel, getChannel } from "./channels.ts";
import type { DueRow } from "./claim-outbox.ts";
import type { SendOutcome } from "./graph.ts";

/** What Graph said of one attempt. */
export interface Attempt {
  row: DueRow;
  outcome: SendOutcome;
  now: Instant;
}

/** Whatever keeps failing for a day is a person's decision. */
const GIVE_UP = DAY;
/** Short enough to be drained within a minute after an outage. */
const LONGEST_PAUSE = 30 * SECOND;

/** Milliseconds until the next try; API.md §7 asks for 4^n seconds on the pair limit. */
export function pauseAfter(scope: "channel" | "pair" | "message", attempts: number): number {
  if (scope === "pair") return 4 ** Math.min(attempts, 5) * SECOND;
  return Math.min(LONGEST_PAUSE, 2 ** (attempts - 1) * SECOND);
}

const settle = hot(
  (
    db,
    p: {
      id: number;
      state: OutboxState;
      next: Instant | null;
      code: number | null;
      error: string | null;
      now: Instant;
    },
  ) =>
    db
      .updateTable("outbox")
      .set({
        state: p.state,
        next_attempt_at: p.next,
        error_code: p.code,
        error: p.error,
        updated_at: p.now,
      })
      .where("id", "=", p.id)
      // A status may have settled it while the request was under way: Meta's word stands.
      .where("state", "=", "sending")
      .returning("id"),
);
const setMessage = hot(
  (db, p: { id: number; status: MessageStatus; code: number | null; error: string | null }) =>
    db
      .updateTable("messages")
      .set({ status: p.status, error_code: p.code, error: p.error })
      .where("id", "=", p.id)
      .where("status", "in", ["sending", "queued", "unknown"]),
);
const findByWamid = hot((db, p: { wamid: string }) =>
  db.selectFrom("messages").select("id").where("wamid", "=", p.wamid),
);
const setWamid = hot((db, p: { id: number; wamid: string }) =>
  db
    .updateTable("messages")
    .set({ wamid: p.wamid })
    .where("id", "=", p.id)
    .where("wamid", "is", null),
);

/** Stores what came of the attempts that returned together. */
export async function settleAttempts(tx: Tx, attempts: Attempt[]): Promise<void[]> {
  for (const attempt of attempts) await settleAttempt(tx, attempt);
  return attempts.map(() => undefined);
}

async function settleAttempt(tx: Tx, { row, outcome, now }: Attempt): Promise<void> {
  switch (outcome.kind) {
    case "accepted":
      return accept(tx, row, outcome.wamid, now);
    case "retry":
      return retryLater(tx, row, outcome, now);
    case "unknown":
      return end(tx, row, "unknown", null, outcome.detail, now);
    case "failed":
      await end(tx, row, "failed", outcome.code, outcome.detail, now);
      if (isOptOut(outcome))
        await withdrawMarketing(tx, row.contact_id, { method: "meta-131050", at: now, now });
      if (outcome.stopsChannel)
        await closeChannel(
          tx,
          row.channel_id,
          `${outcome.code ?? ""} ${outcome.detail}`.trim(),
          now,
        );
  }
}

/** Graph knows of a stop that no webhook told us of; what our own gate held back is none. */
function isOptOut({ code, detail }: Extract<SendOutcome, { kind: "failed" }>): boolean {
  return code === OPTED_OUT && heldBackKey(detail) === undefined;
}

async function accept(tx: Tx, row: DueRow, wamid: string, now: Instant): Promise<void> {
  await settle(tx, { id: row.id, state: "accepted", next: null, code: null, error: null, now });
  await setMessage(tx, { id: row.message_id, status: "sent", code: null, error: null });
  const isTaken = (await findByWamid(tx, { wamid })).length > 0;
  if (!isTaken) await setWamid(tx, { id: row.message_id, wamid });
  await applyEarlyStatuses(tx, await getChannel(tx, row.channel_id), wamid, now);
}

async function retryLater(
  tx: Tx,
  row: DueRow,
  outcome: Extract<SendOutcome, { kind: "retry" }>,
  now: Instant,
): Promise<void> {
  const tried = row.attempts + 1;
  if ((outcome.once && tried > 1) || now - row.created_at > GIVE_UP) {
    return end(tx, row, "failed", outcome.code, outcome.detail, now);
  }
  const next = now + pauseAfter(outcome.scope, tried);
  await settle(tx, {
    id: row.id,
    state: "queued",
    next,
    code: outcome.code,
    error: outcome.detail,
    now,
  });
  await setMessage(tx, { id: row.message_id, status: "queued", code: null, error: null });
}

async function end(
  tx: Tx,
  row: DueRow,
  state: "failed" | "unknown",
  code: number | null,
  error: string,
  now: Instant,
): Promise<void> {
  const [settled] = await settle(tx, { id: row.id, state, next: null, code, error, now });
  if (settled) await setMessage(tx, { id: row.message_id, status: state, code, error });
}
