import type { MessageContent } from "../whatsapp/content.ts";
import { findConversation, findLastAnswer, findOwnReaction } from "./conversation.ts";
import {
  type EnvelopeContent,
  image,
  listAnswer,
  location,
  messageEnvelope,
  reaction,
  statusEnvelope,
  text,
  voiceNote,
} from "./envelope.ts";
import { findTapped, type TappedOption } from "./offered-options.ts";
import type { SimulatedPerson } from "./people.ts";
import { type Door, postWebhook } from "./post-webhook.ts";
import { simulatedPlace } from "./simulated-channel.ts";
import { samplePhoto, sampleVoice } from "./sample-files.ts";
import { newWamid } from "./wamid.ts";

/** What a customer can send with one tap. */
export const actions = ["image", "voice", "location", "list", "reaction", "stop"] as const;
export type Action = (typeof actions)[number];

/** What the customer says beside a picture or chooses from a list, in words of the reader. */
export interface Words {
  caption: string;
  choice: string;
}

export interface Customers {
  write(person: SimulatedPerson, words: string): Promise<void>;
  /** False when it needs an answer of the business that is not there yet. */
  act(person: SimulatedPerson, action: Action, words: Words): Promise<boolean>;
  /** A button or a row of one of our messages. False: there is no such thing. */
  tap(person: SimulatedPerson, tapped: TappedOption): Promise<boolean>;
  /** The last webhook of this person once more, byte for byte. False: there is none. */
  repeat(person: SimulatedPerson): Promise<boolean>;
  /** `sent` for a message that is long read. False: there is none. */
  sendLateStatus(person: SimulatedPerson): Promise<boolean>;
}

/** The customers' hands: every tap becomes a webhook at the program's own door. */
export function simulatedCustomers(door: Door): Customers {
  const hands: Hands = { door, last: new Map() };
  return {
    write: (person, words) => send(hands, person, text(words)),
    act: (person, action, words) => act(hands, person, action, words),
    tap: (person, tapped) => tap(hands, person, tapped),
    async repeat(person) {
      const envelope = hands.last.get(person.key);
      if (envelope) await postWebhook(door, envelope);
      return envelope !== undefined;
    },
    sendLateStatus: (person) => sendLateStatus(door, person),
  };
}

interface Hands {
  door: Door;
  /** The last envelope of each person, for delivering it again. */
  last: Map<string, unknown>;
}

async function send(
  { door, last }: Hands,
  person: SimulatedPerson,
  content: EnvelopeContent,
  replyTo?: string,
): Promise<void> {
  const message = { wamid: newWamid(), at: door.recado.clock.now(), replyTo };
  const envelope = messageEnvelope(simulatedPlace, person, content, message);
  last.set(person.key, envelope);
  await postWebhook(door, envelope);
}

async function act(
  hands: Hands,
  person: SimulatedPerson,
  action: Action,
  words: Words,
): Promise<boolean> {
  if (action === "reaction") return react(hands, person);
  if (action === "list") {
    const answer = await lastAnswer(hands.door, person);
    const title = offeredBy(answer?.content) ?? words.choice;
    await send(hands, person, listAnswer("sim-1", title), answer?.wamid ?? undefined);
    return true;
  }
  await send(hands, person, await contentOf(hands.door, action, words));
  return true;
}

async function tap(hands: Hands, person: SimulatedPerson, tapped: TappedOption): Promise<boolean> {
  const { db } = hands.door.recado;
  const conversation = await findConversation(db, person);
  const found = conversation && (await findTapped(db, conversation.thread, tapped));
  if (found) await send(hands, person, found.content, found.wamid);
  return found !== undefined;
}

/** A second tap takes the heart back. */
async function react(hands: Hands, person: SimulatedPerson): Promise<boolean> {
  const answer = await lastAnswer(hands.door, person);
  if (!answer?.wamid) return false;
  const isThere = (await findOwnReaction(hands.door.recado.db, answer.wamid)) !== null;
  await send(hands, person, reaction(answer.wamid, isThere ? null : "❤️"));
  return true;
}

async function sendLateStatus(door: Door, person: SimulatedPerson): Promise<boolean> {
  const answer = await lastAnswer(door, person);
  if (!answer?.wamid) return false;
  const { wamid, reference, sent_at } = answer;
  const status = { wamid, status: "sent", at: sent_at, reference } as const;
  await postWebhook(door, statusEnvelope(simulatedPlace, person, status));
  return true;
}

async function lastAnswer({ recado }: Door, person: SimulatedPerson) {
  const conversation = await findConversation(recado.db, person);
  return conversation && findLastAnswer(recado.db, conversation.thread);
}

async function contentOf(
  { recado }: Door,
  action: Exclude<Action, "reaction" | "list">,
  { caption }: Words,
): Promise<EnvelopeContent> {
  switch (action) {
    case "image":
      return image({ ...recado.fakeGraph.addMedia(await samplePhoto(), "image/jpeg"), caption });
    case "voice":
      return voiceNote(recado.fakeGraph.addMedia(await sampleVoice(), "audio/ogg; codecs=opus"));
    case "location":
      return location(-23.561414, -46.655881, {
        name: "MASP",
        address: "Av. Paulista, 1578, São Paulo",
      });
    case "stop":
      return text("STOP");
  }
}

function offeredBy(content: string | undefined): string | undefined {
  return content === undefined ? undefined : (JSON.parse(content) as MessageContent).offered?.[0];
}
