import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Flag, Instant, Language, TurnOutcome } from "../db/schema.ts";

/** What the bot did about a message, and with what. */
export interface Decision {
  outcome: TurnOutcome;
  ruleId?: number;
  incidentId?: number | null;
  articleId?: number | null;
  flowId?: number | null;
  runId?: number;
}

const insert = hot(
  (
    db,
    p: {
      messageId: number;
      threadId: number;
      ticketId: number;
      outcome: TurnOutcome;
      ruleId: number | null;
      incidentId: number | null;
      articleId: number | null;
      flowId: number | null;
      runId: number | null;
      language: Language;
      explanation: string;
      isSimulated: Flag;
      now: Instant;
    },
  ) =>
    db.insertInto("bot_turns").values({
      message_id: p.messageId,
      thread_id: p.threadId,
      ticket_id: p.ticketId,
      outcome: p.outcome,
      rule_id: p.ruleId,
      incident_id: p.incidentId,
      article_id: p.articleId,
      flow_id: p.flowId,
      run_id: p.runId,
      language: p.language,
      explanation: p.explanation,
      is_simulated: p.isSimulated,
      created_at: p.now,
    }),
);

interface Turn extends Decision {
  messageId: number;
  threadId: number;
  ticketId: number;
  language: Language;
  /** Explanation of bot/explanation.ts, as JSON. */
  explanation: string;
  isSimulated: Flag;
  now: Instant;
}

export async function insertTurn(tx: Tx, turn: Turn): Promise<void> {
  const { ruleId, incidentId, articleId, flowId, runId } = turn;
  await insert(tx, {
    ...turn,
    ruleId: ruleId ?? null,
    incidentId: incidentId ?? null,
    articleId: articleId ?? null,
    flowId: flowId ?? null,
    runId: runId ?? null,
  });
}

const listLast = hot((db, p: { ticketId: number; most: number }) =>
  db
    .selectFrom("bot_turns")
    .select("outcome")
    .where("ticket_id", "=", p.ticketId)
    .orderBy("id", "desc")
    .limit(p.most),
);

/** How many messages in a row, up to `most`, the bot has told that it did not understand. */
export async function countMisses(tx: Tx, ticketId: number, most: number): Promise<number> {
  const rows = await listLast(tx, { ticketId, most });
  const understood = rows.findIndex(({ outcome }) => outcome !== "miss");
  return understood < 0 ? rows.length : understood;
}

/** Whether the bot has had to do with the ticket before. */
export async function hasTurn(tx: Tx, ticketId: number): Promise<boolean> {
  return (await listLast(tx, { ticketId, most: 1 })).length > 0;
}
