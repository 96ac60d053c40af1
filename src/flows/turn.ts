import { handOver } from "../bot/hand-over.ts";
import { formatOpening } from "../bot/opening-hours.ts";
import { MINUTE } from "../clock.ts";
import type { Tx } from "../db/open.ts";
import type { RunOutcome } from "../db/schema.ts";
import { assetReply, findAsset, LONGEST_CAPTION } from "../incidents/assets.ts";
import { queueReply, type Reply } from "../inbox/queue-reply.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import { businessCalendar, isCalendarOpen, nextCalendarOpening } from "../routing/calendar.ts";
import { insertOutboundMedia } from "../whatsapp/upload-media.ts";
import { flowTexts } from "./flow-texts.ts";
import { constantOf, fillText, pickText } from "./fill-text.ts";
import type { HandOverStep, Texts } from "./flow.ts";
import { joined, type Prompt, promptReplies, tapId, textReplies } from "./prompt.ts";
import { closeRun, type Held, type Run, saveRun } from "./runs.ts";

/** Where a dialogue takes place. A stored message is one; so is a thread at the time of a job. */
export type FlowPlace = Pick<StoredMessage, "ticket" | "contact" | "thread"> &
  Partial<Pick<StoredMessage, "id" | "at">>;

/** One go of a dialogue: from a customer's message, an answer or a time that is due until it rests. */
export interface Turn {
  tx: Tx;
  run: Run;
  place: FlowPlace;
  desk: DeskRules;
  moment: Moment;
  /** What is to be said when it rests, as one message. */
  saying: Held;
  hasSaid: boolean;
}

export function turnOf(tx: Tx, run: Run, place: FlowPlace, desk: DeskRules, moment: Moment): Turn {
  const saying = run.progress.held ?? {
    texts: [],
    assets: [],
    messageId: place.id ?? null,
    at: place.at ?? null,
  };
  delete run.progress.held;
  run.row.ticket_id = place.ticket.id;
  run.row.language = place.contact.language ?? run.row.language;
  return { tx, run, place, desk, moment, saying, hasSaid: false };
}

/** A text of the business in the customer's language, filled in. */
export function filled(turn: Turn, texts: Texts | undefined): string {
  const text = pickText(texts, turn.run.row.language, turn.desk.business.language);
  return fillText(text, (name) => shown(turn, valueOf(turn, name)));
}

/** As a customer reads it: a day in words, a photo as one. */
function shown({ run }: Turn, value: string | undefined): string | undefined {
  const { language } = run.row;
  if (!value) return value;
  if (/^photo:\d+$/.test(value)) return flowTexts.photo[language];
  if (!isDate(value)) return value;
  const locale = { en: "en-GB", fr: "fr", pt: "pt-BR", es: "es" }[language];
  const words = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  return Temporal.PlainDate.from(value).toLocaleString(locale, words);
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value).toString() === value;
  } catch {
    return false;
  }
}

/** What was gathered wins over constants, constants over what is known anyway. */
export function valueOf(turn: Turn, name: string): string | undefined {
  const { run, place, desk, moment } = turn;
  if (Object.hasOwn(run.variables, name)) return run.variables[name];
  const { language } = run.row;
  const constant = constantOf(run.flow, name, language, desk.business.language);
  if (constant !== undefined) return constant;
  if (name === "number") return String(place.ticket.id);
  // Who gave WhatsApp no name is listed by their number.
  if (name === "name") return /\p{L}/u.test(place.contact.name) ? place.contact.name : undefined;
  if (name === "business") return desk.business.name;
  if (name !== "opening") return undefined;
  const calendar = businessCalendar(desk.business, desk.bot);
  if (isCalendarOpen(calendar, moment.now)) return undefined;
  const opensAt = nextCalendarOpening(calendar, moment.now);
  return opensAt === null
    ? undefined
    : formatOpening(opensAt, desk.business.timezone, language, moment.now);
}

/** Asks, and waits for the answer. */
export async function pose(turn: Turn, prompt: Prompt): Promise<void> {
  const { run, moment } = turn;
  run.progress.question = prompt.text;
  run.progress.options = prompt.options ?? [];
  run.row.state = "waiting";
  run.row.asked_message_id = await tell(turn, prompt);
  run.row.due_at = moment.now + run.flow.timeoutMinutes * MINUTE;
}

/** Says what there is to say, if anything; a solved one ends as that. */
export async function endRun(turn: Turn, outcome: RunOutcome): Promise<void> {
  await tell(turn);
  const { run, moment } = turn;
  closeRun(run, outcome === "done" && run.progress.isSolved ? "solved" : outcome, moment.now);
}

/** The rest of a message's room is for the words of the hand-over. */
const ROOM = 3000;

export async function endAtPerson(
  turn: Turn,
  {
    outcome = "handed-over",
    ...how
  }: Pick<HandOverStep, "teamId" | "priority" | "tag"> & {
    outcome?: RunOutcome;
  } = {},
): Promise<void> {
  const { tx, run, place, desk, moment, saying } = turn;
  const isShort = joined(saying.texts).length <= ROOM;
  const ownText = isShort ? joined(saying.texts.splice(0)) : "";
  await tell(turn);
  // The person's card is made of what the file says (bot/hand-over-card.ts).
  await saveRun(tx, run, moment.now);
  closeRun(run, outcome, moment.now);
  const { language, id, step } = run.row;
  const reason = { kind: "hand-over" as const, runId: id, ...(step ? { step } : {}) };
  await handOver(tx, { ticket: place.ticket, language }, desk, moment, {
    reason,
    ownText,
    ...how,
  });
  turn.hasSaid = true;
}

/** Queues what has gathered: files first, then one message of text. The id of the last. */
export async function tell(turn: Turn, prompt?: Prompt): Promise<number | null> {
  const { run, saying } = turn;
  const [texts, assets] = [saying.texts.splice(0), saying.assets.splice(0)];
  const caption = await captionFor(turn, texts, assets, prompt);
  let last = caption === null ? null : await sendAsset(turn, assets.shift() as number, caption);
  for (const asset of assets) last = (await sendAsset(turn, asset, null)) ?? last;
  const tap = (option: string) => tapId(run.row.id, run.row.step ?? "", option);
  const replies = prompt
    ? promptReplies(texts, prompt, run.row.language, tap)
    : textReplies(caption === null ? texts : []);
  for (const reply of replies) last = await queue(turn, reply);
  return last;
}

/** One text with one file is its caption. */
async function captionFor(
  { tx }: Turn,
  texts: readonly string[],
  assets: readonly number[],
  prompt: Prompt | undefined,
): Promise<string | null> {
  const [asset] = assets;
  const text = joined(texts);
  if (prompt || asset === undefined || assets.length > 1 || !text) return null;
  return text.length <= LONGEST_CAPTION && (await findAsset(tx, asset)) ? text : null;
}

async function sendAsset(turn: Turn, id: number, caption: string | null): Promise<number | null> {
  const { tx, moment } = turn;
  // One that was taken away since is left out.
  if (!(await findAsset(tx, id))) return null;
  const { reply, upload } = await assetReply(tx, id, caption);
  const messageId = await queue(turn, reply);
  await insertOutboundMedia(tx, messageId, upload, moment.now);
  return messageId;
}

async function queue(turn: Turn, reply: Reply): Promise<number> {
  const { tx, run, place, moment } = turn;
  const { id, step } = run.row;
  const bot = { kind: "flow" as const, runId: id, ...(step ? { step } : {}) };
  turn.hasSaid = true;
  const content = { ...reply.content, bot };
  return queueReply(tx, place.ticket, { ...reply, content }, moment.now);
}
