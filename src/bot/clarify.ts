import { findLastSaid } from "../inbox/messages.ts";
import type { Reply } from "../inbox/queue-reply.ts";
import type { BotReason } from "../whatsapp/content.ts";
import type { Asking } from "./asking.ts";
import { botTexts } from "./bot-texts.ts";
import { fold } from "./fold.ts";
import { botAuthor, say } from "./say.ts";
import type { Decision } from "./turns.ts";

/** What a button of our question stands for: `rule:3`, `incident:12`, `article:5`. */
export type Option = NonNullable<BotReason["options"]>[number] & { target: string };

/** API.md §6: a button's title. */
export const mostOnButton = 20;

/**
 * Two or three are equally near: one question, answered by its button, its digit or its words.
 * Where they are too long for buttons, they stand in the question under their numbers.
 */
export async function clarify(
  { tx, stored, moment }: Asking,
  options: Option[],
  preface?: string,
): Promise<Decision> {
  const isShort = options.every(({ name }) => [...name].length <= mostOnButton);
  const lines = isShort ? [] : options.map(({ name }, index) => `${index + 1}. ${name}`);
  const question = [botTexts.clarify[stored.language], ...lines].join("\n");
  const text = preface ? `${preface}\n\n${question}` : question;
  const titles = options.map(({ name }, index) => (isShort ? name : String(index + 1)));
  const buttons = options.map(({ target }, index) => ({
    type: "reply",
    reply: { id: target, title: titles[index] },
  }));
  const reply: Reply = {
    author: botAuthor,
    type: "interactive",
    text,
    content: { offered: titles },
    payload: {
      type: "interactive",
      interactive: { type: "button", body: { text }, action: { buttons } },
    },
  };
  await say(tx, stored, moment, reply, { kind: "clarify", options });
  return { outcome: "clarify" };
}

/** What a button, or a digit or label typed right after our question, stands for. */
export async function findChosen({ tx, stored }: Asking): Promise<string | undefined> {
  const tapped = stored.message.content.choice?.id ?? "";
  if (/^(rule|incident|article):\d+$/.test(tapped)) return tapped;
  const last = await findLastSaid(tx, stored.thread.id);
  if (!last.includes('"clarify"')) return undefined;
  const options = (JSON.parse(last) as { bot?: BotReason }).bot?.options ?? [];
  const typed = fold(stored.message.text ?? "");
  const chosen = options.find(
    (option, index) => typed === String(index + 1) || typed === fold(option.name),
  );
  return chosen?.target ?? (chosen?.ruleId === undefined ? undefined : `rule:${chosen.ruleId}`);
}
