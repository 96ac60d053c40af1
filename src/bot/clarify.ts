import { hot } from "../db/hot.ts";
import type { Reply } from "../inbox/queue-reply.ts";
import type { BotReason } from "../whatsapp/content.ts";
import type { Asking } from "./asking.ts";
import { botTexts } from "./bot-texts.ts";
import { fold } from "./fold.ts";
import { botAuthor, say } from "./say.ts";
import type { Decision } from "./turns.ts";

/** What a button of our question stands for: `rule:3`, `incident:12`, `article:5`. */
export type Option = NonNullable<BotReason["options"]>[number] & { target: string };

/** Two or three are equally near: one question, answered by its button, its digit or its words. */
export async function clarify(
  { tx, stored, moment }: Asking,
  options: Option[],
): Promise<Decision> {
  const question = botTexts.clarify[stored.language];
  const buttons = options.map(({ target, name }) => ({
    type: "reply",
    // API.md §6: a button's title has at most 20 characters.
    reply: { id: target, title: [...name].slice(0, 20).join("") },
  }));
  const reply: Reply = {
    author: botAuthor,
    type: "interactive",
    text: question,
    content: { offered: options.map((option) => option.name) },
    payload: {
      type: "interactive",
      interactive: { type: "button", body: { text: question }, action: { buttons } },
    },
  };
  await say(tx, stored, moment, reply, { kind: "clarify", options });
  return { outcome: "clarify" };
}

/** What a button, or a digit or label typed right after our question, stands for. */
export async function findChosen({ tx, stored }: Asking): Promise<string | undefined> {
  const tapped = stored.message.content.choice?.id ?? "";
  if (/^(rule|incident|article):\d+$/.test(tapped)) return tapped;
  const [last] = await findLastSaid(tx, { threadId: stored.thread.id });
  if (!last?.content.includes('"clarify"')) return undefined;
  const options = (JSON.parse(last.content) as { bot?: BotReason }).bot?.options ?? [];
  const typed = fold(stored.message.text ?? "");
  const chosen = options.find(
    (option, index) => typed === String(index + 1) || typed === fold(option.name),
  );
  return chosen?.target ?? (chosen?.ruleId === undefined ? undefined : `rule:${chosen.ruleId}`);
}

const findLastSaid = hot((db, p: { threadId: number }) =>
  db
    .selectFrom("messages")
    .select("content")
    .where("thread_id", "=", p.threadId)
    .where("direction", "=", "out" as const)
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(1),
);
