import { insertRule } from "../bot/rules.ts";
import type { Clock } from "../clock.ts";
import { recordConsent } from "../consent-log/record-consent.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import {
  assignTicket,
  changePriority,
  changeStatus,
  changeTags,
  markRead,
} from "../inbox/change-ticket.ts";
import { insertNote } from "../inbox/notes.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import { getTicket, systemActor } from "../inbox/tickets.ts";
import { startWork, type Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { listActiveUsers } from "../users/users.ts";
import { fetchDueMedia } from "../whatsapp/fetch-media.ts";
import { webhookDoor } from "../whatsapp/webhook.ts";
import { findConversation, findLastAnswer } from "./conversation.ts";
import { demoRules, type Step, story } from "./demo-story.ts";
import {
  type EnvelopeContent,
  image,
  location,
  messageEnvelope,
  reaction,
  text,
  voiceNote,
} from "./envelope.ts";
import { playStatuses } from "./play-statuses.ts";
import { type Door, postWebhook } from "./post-webhook.ts";
import { samplePhoto, sampleVoice } from "./sample-files.ts";
import { ensureSimulatedChannel, simulatedPlace } from "./simulated-channel.ts";
import { newWamid } from "./wamid.ts";

/** A clock that the story turns forward. */
export interface StoryClock extends Clock {
  set(instant: Instant): void;
}

export function storyClock(now: Instant): StoryClock {
  return { now: () => now, set: (instant) => void (now = instant) };
}

/**
 * Fills the simulated channel by playing the demo's two days through the real
 * pipeline: webhooks in, answers out by the outbox, ticks back. `recado` must run
 * on `clock`. @throws AppError `conflict` when nobody is set up to answer.
 */
export async function seedDemo(
  recado: Recado,
  clock: StoryClock,
  { withRules }: { withRules: boolean },
): Promise<void> {
  const people = await listActiveUsers(recado.db);
  if (people.length === 0)
    throw new AppError("conflict", "Nobody could answer yet. First run: recado setup");
  const now = clock.now();
  const work = startWork(recado);
  const door = { recado, post: webhookDoor(recado, () => void work.processor.kick()) };
  const leave = playStatuses(door, [
    { status: "delivered", after: 0 },
    { status: "read", after: 5 },
  ]);
  await ensureSimulatedChannel(recado);
  try {
    if (withRules)
      for (const rule of demoRules) await recado.write((tx) => insertRule(tx, rule, now));
    for (const step of story) {
      clock.set(now - step.ago);
      await play(
        door,
        step,
        people.map(({ id }) => id),
        now,
      );
      await settle(recado, work);
    }
    clock.set(now);
  } finally {
    leave();
    await work.sender.stop(2_000);
  }
}

async function play(door: Door, step: Step, people: number[], end: Instant): Promise<void> {
  switch (step.kind) {
    case "says":
      return send(door, step, text(step.text));
    case "sends":
      return send(door, step, await fileOf(door, step));
    case "reacts":
      return react(door, step);
    default:
      return actAtDesk(door.recado, step, people, end);
  }
}

async function send(
  { recado, post }: Door,
  { who }: Step,
  content: EnvelopeContent,
): Promise<void> {
  const words = { wamid: newWamid(), at: recado.clock.now() };
  await postWebhook({ recado, post }, messageEnvelope(simulatedPlace, who, content, words));
}

async function fileOf(
  { recado }: Door,
  { what, caption }: Extract<Step, { kind: "sends" }>,
): Promise<EnvelopeContent> {
  if (what === "location")
    return location(51.507351, -0.127758, { name: "Trafalgar Square", address: "London" });
  if (what === "photo")
    return image({ ...recado.fakeGraph.addMedia(await samplePhoto(), "image/jpeg"), caption });
  return voiceNote(recado.fakeGraph.addMedia(await sampleVoice(), "audio/ogg; codecs=opus"));
}

async function react(door: Door, step: Extract<Step, { kind: "reacts" }>): Promise<void> {
  const conversation = await findConversation(door.recado.db, step.who);
  const answer = conversation && (await findLastAnswer(door.recado.db, conversation.thread));
  if (answer?.wamid) await send(door, step, reaction(answer.wamid, step.emoji));
}

type DeskStep = Exclude<Step, { kind: "says" | "sends" | "reacts" }>;

/** What the people of the desk did. */
async function actAtDesk(
  recado: Recado,
  step: DeskStep,
  people: number[],
  end: Instant,
): Promise<void> {
  const number = (await findConversation(recado.db, step.who))?.ticket ?? 0;
  const now = recado.clock.now();
  const id = "by" in step ? (people[step.by % people.length] as number) : (people[0] as number);
  const actor = { type: "agent", id } as const;
  await recado.write(async (tx) => {
    const ticket = await getTicket(tx, number);
    switch (step.kind) {
      case "answer":
        await markRead(tx, ticket.id);
        return queueReply(tx, ticket, textReply(actor, step.text), now);
      case "hears":
        return hear(tx, ticket.contact_id, step, { actor, now });
      case "note":
        return insertNote(tx, ticket, id, step.text, now);
      case "take":
        return assignTicket(tx, ticket, id, actor, now);
      case "tags":
        return changeTags(tx, ticket, step.tags, actor, now);
      case "priority":
        return changePriority(tx, ticket, step.priority, actor, now);
      case "wait":
        return changeStatus(tx, ticket, "pending", systemActor, now);
      case "resolve":
        return changeStatus(tx, ticket, "resolved", actor, now);
      case "snooze":
        return changeStatus(tx, ticket, "snoozed", actor, now, { snoozedUntil: end + step.until });
    }
  });
}

async function hear(
  tx: Tx,
  contactId: number,
  { heard: { source, ...said } }: Extract<Step, { kind: "hears" }>,
  { actor, now }: { actor: { type: "agent"; id: number }; now: Instant },
): Promise<void> {
  const heard = { ...said, contactId, actor, evidence: { source }, eventAt: now };
  await recordConsent(tx, heard, now);
}

const PATIENCE = 5_000;

/** Until nothing is on its way any more: the story goes on where it left off. */
async function settle(recado: Recado, { processor, sender }: Work): Promise<void> {
  sender.kick();
  const end = performance.now() + PATIENCE;
  do {
    await processor.kick();
    await fetchDueMedia(recado);
    if (!(await isBusy(recado))) return;
    await Bun.sleep(5);
  } while (performance.now() < end);
}

async function isBusy({ db }: Recado): Promise<boolean> {
  const unread = await db
    .selectFrom("messages")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .select("messages.id")
    .where("channels.is_simulated", "=", 1)
    .where("messages.direction", "=", "out")
    .where("messages.status", "in", ["queued", "sending", "sent", "delivered"])
    .limit(1)
    .executeTakeFirst();
  return unread !== undefined;
}
