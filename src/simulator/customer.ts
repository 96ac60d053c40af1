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
  /** The last webhook of this person once more, byte for byte. False: there is none. */
  repeat(person: SimulatedPerson): Promise<boolean>;
  /** `sent` for a message that is long read. False: there is none. */
  sendLateStatus(person: SimulatedPerson): Promise<boolean>;
}

/** The customers' hands: every tap becomes a webhook at the program's own door. */
export function simulatedCustomers(door: Door): Customers {
  const { recado } = door;
  const last = new Map<string, unknown>();

  async function send(person: SimulatedPerson, content: EnvelopeContent, replyTo?: string): Promise<void> {
    const envelope = messageEnvelope(simulatedPlace, person, content, {
      wamid: newWamid(),
      at: recado.clock.now(),
      replyTo,
    });
    last.set(person.key, envelope);
    await postWebhook(door, envelope);
  }

  async function lastAnswer(person: SimulatedPerson) {
    const conversation = await findConversation(recado.db, person);
    return conversation && findLastAnswer(recado.db, conversation.thread);
  }

  return {
    write: (person, words) => send(person, text(words)),
    async act(person, action, words) {
      const answer = action === "reaction" || action === "list" ? await lastAnswer(person) : undefined;
      if (action === "reaction") {
        if (!answer?.wamid) return false;
        const isThere = (await findOwnReaction(recado.db, answer.wamid)) !== null;
        await send(person, reaction(answer.wamid, isThere ? null : "❤️"));
        return true;
      }
      if (action === "list") {
        const title = offeredBy(answer?.content) ?? words.choice;
        await send(person, listAnswer("sim-1", title), answer?.wamid ?? undefined);
        return true;
      }
      await send(person, await contentOf(door, action, words));
      return true;
    },
    async repeat(person) {
      const envelope = last.get(person.key);
      if (!envelope) return false;
      await postWebhook(door, envelope);
      return true;
    },
    async sendLateStatus(person) {
      const answer = await lastAnswer(person);
      if (!answer?.wamid) return false;
      const { wamid, reference, sent_at } = answer;
      await postWebhook(
        door,
        statusEnvelope(simulatedPlace, person, { wamid, status: "sent", at: sent_at, reference }),
      );
      return true;
    },
  };
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
      return location(-23.561414, -46.655881, { name: "MASP", address: "Av. Paulista, 1578, São Paulo" });
    case "stop":
      return text("STOP");
  }
}

function offeredBy(content: string | undefined): string | undefined {
  return content === undefined ? undefined : (JSON.parse(content) as MessageContent).offered?.[0];
}
