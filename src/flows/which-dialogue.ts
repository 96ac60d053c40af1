import type { Tx } from "../db/open.ts";
import { findLastSaid, findMessage, type MessageRow } from "../inbox/messages.ts";
import { queueReply } from "../inbox/queue-reply.ts";
import type { Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { BotReason, MessageContent } from "../whatsapp/content.ts";
import { readChoice } from "./choices.ts";
import { flowTexts } from "./flow-texts.ts";
import { promptReplies, readTapId, tapId } from "./prompt.ts";
import type { Answer } from "./read-answer.ts";
import { type Run, type RunRow, runOf } from "./runs.ts";

/** In place of a step in a button's id: which dialogue was meant. */
const WHICH = "which--";
/** So many of them fit on buttons, or in a list. */
const MOST_OFFERED = 5;

/** Two dialogues could have meant the message: one question, whose answer is that dialogue. */
export async function askWhich(
  tx: Tx,
  stored: StoredMessage,
  runs: readonly Run[],
  { now }: Moment,
): Promise<void> {
  const { language } = stored;
  const offered = runs.slice(0, MOST_OFFERED);
  const options = offered.map(({ row }) => ({ id: String(row.id), label: row.name }));
  const bot: BotReason = {
    kind: "flow",
    messageId: stored.id,
    options: offered.map(({ row }) => ({ target: `run:${row.id}`, name: row.name })),
  };
  const tap = (run: string) => tapId(Number(run), WHICH, String(stored.id));
  const prompt = { text: flowTexts.which[language], options };
  for (const reply of promptReplies([], prompt, language, tap))
    await queueReply(tx, stored.ticket, { ...reply, content: { ...reply.content, bot } }, now);
}

/** The dialogue that was chosen, with the message that is its answer. */
export async function findWhich(
  tx: Tx,
  stored: StoredMessage,
  open: readonly RunRow[],
): Promise<{ run: Run; answer: Answer } | undefined> {
  const tap = readTapId(stored.message.content.choice?.id);
  if (tap && tap.step !== WHICH) return undefined;
  const chosen = tap
    ? { runId: tap.runId, messageId: Number(tap.option) }
    : await typedChoice(tx, stored);
  const row = chosen && open.find(({ id }) => id === chosen.runId);
  const message = chosen && (await findMessage(tx, chosen.messageId));
  if (!row || !message || message.thread_id !== stored.thread.id) return undefined;
  return { run: runOf(row), answer: answerOfRow(message) };
}

function answerOfRow({ id, text, type }: MessageRow): Answer {
  return { messageId: id, text: text?.trim() ?? "", isPhoto: type === "image", option: null };
}

/** Its digit or name, right after the question. */
async function typedChoice(
  tx: Tx,
  { thread, message }: StoredMessage,
): Promise<{ runId: number; messageId: number } | undefined> {
  const last = await findLastSaid(tx, thread.id);
  if (!last.includes('"messageId"')) return undefined;
  const { bot } = JSON.parse(last) as MessageContent;
  if (bot?.messageId === undefined) return undefined;
  const options = (bot.options ?? []).map(({ target = "", name }) => ({
    id: target.replace("run:", ""),
    label: name,
  }));
  const choice = readChoice(options, message.text ?? "");
  return choice && { runId: Number(choice.id), messageId: bot.messageId };
}
