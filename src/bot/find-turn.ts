import type { Db } from "../db/open.ts";
import type { TurnOutcome } from "../db/schema.ts";
import { findVisibleMessage, type MessageRow } from "../inbox/messages.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import type { BotReason } from "../whatsapp/content.ts";
import type { Explanation } from "./explanation.ts";

/** Why the bot said a message, or answered one. */
export interface ExplainedTurn {
  outcome: TurnOutcome;
  explanation: Explanation;
  /** What the customer wrote; null: nothing in words. */
  text: string | null;
  /** Said without a new message: a wait or a time limit was over. */
  isLater: boolean;
}

/**
 * The turn that a message of the bot comes from, or that a message of the customer had; undefined
 * when none was kept, or when it belongs to a ticket outside the scope.
 */
export async function findTurn(
  db: Db,
  message: MessageRow,
  scope: Scope,
): Promise<ExplainedTurn | undefined> {
  if (message.direction === "out" && message.author_type !== "bot") return undefined;
  const turn =
    message.direction === "in"
      ? await turnsOf(db, message, scope).where("message_id", "=", message.id).executeTakeFirst()
      : await findTurnBefore(db, message, scope);
  if (!turn) return undefined;
  const asked = await findVisibleMessage(db, turn.message_id, scope);
  return {
    outcome: turn.outcome,
    explanation: JSON.parse(turn.explanation) as Explanation,
    text: asked?.text ?? null,
    isLater: message.direction === "out" && message.created_at > turn.created_at,
  };
}

/** The customer's message of that dialogue that came last before it, else the last of the thread. */
async function findTurnBefore(db: Db, message: MessageRow, scope: Scope) {
  const before = turnsOf(db, message, scope)
    .where("message_id", "<", message.id)
    .orderBy("message_id", "desc")
    .limit(1);
  const runId = reasonOf(message)?.runId;
  const ofRun =
    runId === undefined ? undefined : await before.where("run_id", "=", runId).executeTakeFirst();
  return ofRun ?? before.executeTakeFirst();
}

/** By the few tickets of the thread, rather than by all that somebody may see. */
function turnsOf(db: Db, message: MessageRow, scope: Scope) {
  return db
    .selectFrom("bot_turns")
    .innerJoin("tickets", "tickets.id", "bot_turns.ticket_id")
    .select(["bot_turns.message_id", "bot_turns.outcome", "bot_turns.explanation"])
    .select("bot_turns.created_at")
    .where("bot_turns.thread_id", "=", message.thread_id)
    .where("tickets.thread_id", "=", message.thread_id)
    .where((where) => isVisible(where, scope));
}

function reasonOf({ content }: MessageRow): BotReason | undefined {
  return (JSON.parse(content) as { bot?: BotReason }).bot;
}
