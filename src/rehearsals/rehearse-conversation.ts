import { HOUR, MINUTE, SECOND } from "../clock.ts";
import { readConsentWord } from "../consent/stop-words.ts";
import { updateContact } from "../contacts/contacts.ts";
import { findOrCreateContact } from "../contacts/identify-contact.ts";
import type { Tx } from "../db/open.ts";
import type { Instant, Language, TurnOutcome } from "../db/schema.ts";
import { readDeskAnew } from "../inbox/desk-rules.ts";
import { receiveMessage } from "../inbox/receive-message.ts";
import { findOrCreateThread, openWindow } from "../inbox/threads.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import type { Recado } from "../recado.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { MessageContent } from "../whatsapp/content.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import type { Explanation } from "../bot/explanation.ts";
import { answerCalls, goOnByTime, holdOthers } from "./rehearse-flows.ts";
import type { SampleTurn } from "./samples.ts";

/** What came of one message of a rehearsed customer. */
export interface RehearsedTurn {
  say: string;
  /** What the customer reads, message by message. */
  heard: string[];
  /** The words on the buttons of the last of them. */
  offered: string[];
  /** Null: the message never came to the bot. */
  outcome: TurnOutcome | null;
  /** STOP and the like come before the bot. */
  consentWord: ReturnType<typeof readConsentWord> | null;
  /** Of the rule, incident, article or flow. */
  name: string | null;
  explanation: Explanation | null;
}

export interface RehearsalOptions {
  /** The customer's; null: it is learned from what they write. */
  language: Language | null;
  /** Somebody who wrote before is not greeted. */
  isKnown?: boolean;
  /** Draws up what is not published yet: runs first, and is taken back with the rest. */
  prepare?: (tx: Tx, now: Instant) => Promise<void>;
  at?: Instant;
}

/** Carries the outcome out of a transaction that must not be kept. */
class Undone extends Error {
  constructor(readonly turns: RehearsedTurn[]) {
    super("a rehearsal is never kept");
  }
}

/**
 * Plays a conversation down the very path that a customer's messages take, and takes everything
 * back: the transaction is rolled back, so nothing is stored, counted or sent. The bot counts as
 * switched on; other systems answer what the turn says, or not at all.
 * @throws AppError of `prepare`.
 */
export async function rehearseConversation(
  recado: Recado,
  turns: readonly SampleTurn[],
  options: RehearsalOptions,
): Promise<RehearsedTurn[]> {
  const { prepare, at = recado.clock.now() } = options;
  const outcome = await recado
    .write(async (writer) => {
      // What is remembered under the `tx` that it was read by must be forgotten with it.
      const tx = writer.withoutPlugins() as Tx;
      await prepare?.(tx, at);
      const anew = await readDeskAnew(tx);
      const desk = { ...anew, bot: { ...anew.bot, isEnabled: true, simulatesDrafts: false } };
      throw new Undone(await playAll(tx, turns, desk, { ...options, at }));
    })
    .catch((error: unknown) => error);
  if (outcome instanceof Undone) return outcome.turns;
  throw outcome;
}

async function playAll(
  tx: Tx,
  turns: readonly SampleTurn[],
  desk: DeskRules,
  { at, ...customer }: RehearsalOptions & { at: Instant },
): Promise<RehearsedTurn[]> {
  await holdOthers(tx);
  const channel = await insertChannel(tx, at);
  await meetCustomer(tx, channel, customer, at);
  const played: RehearsedTurn[] = [];
  let now = at;
  for (const [index, turn] of turns.entries()) {
    const before = await lastMessage(tx);
    now += turn.afterMinutes ? turn.afterMinutes * MINUTE : SECOND;
    await goOnByTime(tx, desk, now);
    const message = messageOf(channel, turn, index, now);
    await receiveMessage(tx, channel, message, desk, { now, receivedAt: now });
    await answerCalls(tx, turn.lookUps ?? [], desk, now);
    played.push(await readTurn(tx, turn, desk, message.wamid, before));
  }
  return played;
}

async function insertChannel(tx: Tx, now: Instant): Promise<ChannelRow> {
  return tx
    .insertInto("channels")
    .values({
      name: "rehearsal",
      phone_number_id: "rehearsal",
      waba_id: null,
      display_phone: null,
      access_token: null,
      is_simulated: 1,
      closed_at: null,
      closed_reason: null,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function meetCustomer(
  tx: Tx,
  channel: ChannelRow,
  { language, isKnown }: Pick<RehearsalOptions, "language" | "isKnown">,
  now: Instant,
): Promise<void> {
  const contact = await findOrCreateContact(tx, person, { isSimulated: 1, at: now, now });
  if (language) await updateContact(tx, contact, { language }, now);
  if (!isKnown) return;
  const thread = await findOrCreateThread(tx, contact.id, channel.id, now);
  await openWindow(tx, thread.id, now - HOUR);
}

const person = {
  waId: null,
  userId: "XX.REHEARSAL",
  parentUserId: null,
  name: "Ana",
  username: null,
};

function messageOf(
  channel: ChannelRow,
  turn: SampleTurn,
  index: number,
  now: Instant,
): InboundMessage {
  return {
    phoneNumberId: channel.phone_number_id,
    displayPhone: null,
    wabaId: "rehearsal",
    wamid: `wamid.rehearsal.${index}`,
    timestamp: now,
    sender: person,
    type: turn.isPhoto ? "image" : "text",
    text: turn.say || null,
    content: {},
    replyToWamid: null,
    targetWamid: null,
    media: null,
  };
}

async function lastMessage(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("messages")
    .select((select) => select.fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

async function readTurn(
  tx: Tx,
  { say }: SampleTurn,
  { consent }: DeskRules,
  wamid: string,
  before: number,
): Promise<RehearsedTurn> {
  const said = await tx
    .selectFrom("messages")
    .select(["text", "type", "content"])
    .where("id", ">", before)
    .where("direction", "=", "out")
    .orderBy("id")
    .execute();
  const turn = await tx
    .selectFrom("bot_turns")
    .innerJoin("messages", "messages.id", "bot_turns.message_id")
    .leftJoin("bot_rules", "bot_rules.id", "bot_turns.rule_id")
    .leftJoin("incidents", "incidents.id", "bot_turns.incident_id")
    .leftJoin("flows", "flows.id", "bot_turns.flow_id")
    .select(["outcome", "explanation", "bot_turns.language"])
    .select(["bot_rules.name as rule", "incidents.name as incident", "flows.name as flow"])
    .where("messages.wamid", "=", wamid)
    .executeTakeFirst();
  const last = said.at(-1);
  const content = last ? (JSON.parse(last.content) as MessageContent) : {};
  return {
    say,
    heard: said.map(({ text, type }) => text ?? `[${type}]`),
    offered: content.offered ?? [],
    outcome: turn?.outcome ?? null,
    consentWord: readConsentWord(say, consent) ?? null,
    name: turn?.incident ?? turn?.flow ?? turn?.rule ?? null,
    explanation: turn ? (JSON.parse(turn.explanation) as Explanation) : null,
  };
}
