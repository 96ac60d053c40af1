import { HOUR, MINUTE } from "../clock.ts";
import type { Instant } from "../db/schema.ts";
import { assignTicket, changeStatus, changeTags, markRead } from "../inbox/change-ticket.ts";
import { queueReply, textReply } from "../inbox/queue-reply.ts";
import { getTicket } from "../inbox/tickets.ts";
import { startWork, type Work } from "../jobs/work.ts";
import { noticeHappenings } from "../notify/notice-happenings.ts";
import type { Recado } from "../recado.ts";
import { makeHandovers } from "../routing/make-handovers.ts";
import { drainBacklog } from "../routing/drain-backlog.ts";
import { runRules } from "../routing/process-ticket-events.ts";
import { runDueSteps } from "../sla/run-due-steps.ts";
import { listActiveUsers } from "../users/users.ts";
import { webhookDoor } from "../whatsapp/webhook.ts";
import { addDesk } from "./busy-day-desk.ts";
import { busyDay, busyDayLength, type BusyStep } from "./busy-day-story.ts";
import { findConversation } from "./conversation.ts";
import { messageEnvelope, text } from "./envelope.ts";
import { playStatuses } from "./play-statuses.ts";
import { type Door, postWebhook } from "./post-webhook.ts";
import type { StoryClock } from "./seed-demo.ts";
import { ensureSimulatedChannel, simulatedPlace } from "./simulated-channel.ts";
import { newWamid } from "./wamid.ts";

/** How far the clock turns between two rounds of the jobs. */
const ROUND = MINUTE;

/**
 * Five people, two teams, rules and SLA policies, and a day of `count` conversations in the
 * simulated channel, played through the real pipeline with its jobs: what pages of routing and
 * SLA show is what happened. `recado` must run on `clock`. @throws AppError `conflict` when
 * nobody is set up.
 */
export async function seedBusyDay(
  recado: Recado,
  clock: StoryClock,
  { count }: { count: number },
): Promise<void> {
  const now = clock.now();
  const begin = now - busyDayLength;
  clock.set(begin - HOUR);
  const work = startWork(recado);
  const door = { recado, post: webhookDoor(recado, () => void work.processor.kick()) };
  const leave = playStatuses(door, [{ status: "delivered", after: 0 }]);
  await ensureSimulatedChannel(recado);
  await addDesk(recado, begin);
  try {
    let round = begin;
    for (const step of busyDay(count)) {
      const at = Math.round(begin + step.at);
      for (; round <= at; round += ROUND) await runJobs(recado, work, clock, round);
      clock.set(at);
      await play(door, step, work);
    }
    for (; round <= now; round += ROUND) await runJobs(recado, work, clock, round);
    clock.set(now);
  } finally {
    leave();
    await work.sender.stop(2_000);
    await work.processor.stop();
  }
}

/** What the schedule does by itself while a day goes by. */
async function runJobs(recado: Recado, work: Work, clock: StoryClock, now: Instant): Promise<void> {
  clock.set(now);
  // Their pages are open all day, so that tickets find them.
  await recado.write((tx) => tx.updateTable("users").set({ page_seen_at: now }).execute());
  await work.processor.kick();
  await runRules(recado, () => work.sender.kick());
  await drainBacklog(recado);
  await runDueSteps(recado);
  await noticeHappenings(recado);
  await makeHandovers(recado);
}

async function play(door: Door, step: BusyStep, work: Work): Promise<void> {
  const { recado } = door;
  const now = recado.clock.now();
  if (step.kind === "says") {
    const words = { wamid: newWamid(), at: now };
    await postWebhook(door, messageEnvelope(simulatedPlace, step.who, text(step.text), words));
    return work.processor.kick();
  }
  const number = (await findConversation(recado.db, step.who))?.ticket;
  if (!number) return;
  const people = await listActiveUsers(recado.db);
  await recado.write(async (tx) => {
    const ticket = await getTicket(tx, number);
    const id = ticket.assignee_id ?? (people[ticket.id % people.length]?.id as number);
    const actor = { type: "agent", id } as const;
    switch (step.kind) {
      case "tags":
        return changeTags(tx, ticket, step.tags, actor, now);
      case "answer": {
        await markRead(tx, ticket.id);
        const own = await assignTicket(tx, ticket, id, actor, now);
        return queueReply(tx, own, textReply(actor, step.text), now);
      }
      case "wait":
        return changeStatus(tx, ticket, "pending", actor, now);
      case "resolve":
        return changeStatus(tx, ticket, "resolved", actor, now);
      case "snooze":
        return changeStatus(tx, ticket, "snoozed", actor, now, { snoozedUntil: now + 20 * HOUR });
    }
  });
  work.sender.kick();
}
