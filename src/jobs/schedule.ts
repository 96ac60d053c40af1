import cron, { type Logger, type ScheduledTask } from "node-cron";
import { handOverUnresolved } from "../bot/hand-over-unresolved.ts";
import { DAY } from "../clock.ts";
import { forgetUnconfirmed } from "../consent-forms/forget-unconfirmed.ts";
import { expireConsents } from "../consent/expire-consents.ts";
import { deleteOldRefusals } from "../consent/refusals.ts";
import { expireExports, makeExports } from "../consent-exports/make-exports.ts";
import { runImports, sweepImports } from "../consent-imports/run-imports.ts";
import { runDueFlows } from "../flows/run-due-flows.ts";
import { announce } from "../inbox/announce.ts";
import { wakeSnoozedTickets } from "../inbox/wake-snoozed.ts";
import { sweepAssets } from "../incidents/sweep-assets.ts";
import { systemActor } from "../inbox/tickets.ts";
import { errorText, type Log } from "../log.ts";
import { deleteOldDeliveries } from "../notify/deliveries.ts";
import { noticeHappenings } from "../notify/notice-happenings.ts";
import { deleteOldNotifications } from "../notify/notifications.ts";
import { sendDueDeliveries } from "../notify/send-deliveries.ts";
import { resumeErasures } from "../privacy/erase-person.ts";
import { remindOfRequests } from "../privacy/remind-of-requests.ts";
import type { Recado } from "../recado.ts";
import { runDueRetention } from "../retention/run-retention.ts";
import { sendDueCopies } from "../proof/send-copies.ts";
import { signDueCheckpoint } from "../proof/sign-checkpoint.ts";
import { makeHandovers } from "../routing/make-handovers.ts";
import { drainBacklog } from "../routing/drain-backlog.ts";
import { runRules } from "../routing/process-ticket-events.ts";
import { runDueSteps } from "../sla/run-due-steps.ts";
import { refreshAllTemplates } from "../templates/sync-templates.ts";
import { endDueAccess } from "../users/end-access.ts";
import { deleteExpiredSessions } from "../users/sessions.ts";
import { hasStalePage, touchPages } from "../users/presence.ts";
import { fetchDueMedia } from "../whatsapp/fetch-media.ts";
import { sweepMediaFiles } from "../whatsapp/sweep-media.ts";
import type { Work } from "./work.ts";

/**
 * Every recurring job. A tick asks what is due and never counts on its neighbours:
 * a missed one is made up for by the next.
 */
export function startSchedule(recado: Recado, work: Work): { stop(): void } {
  const tasks: ScheduledTask[] = [];
  const logger = cronLogger(recado.log);
  const every = (...[name, expression, job]: Parameters<Schedule>) => {
    const run = async () => {
      try {
        await job();
      } catch (error) {
        recado.log.error("job.failed", { job: name, error: errorText(error) });
      }
    };
    tasks.push(cron.schedule(expression, run, { name, noOverlap: true, logger }));
    return run;
  };
  /** What somebody waits for: after a start, not only with the first tick. */
  const nowAndEvery = (...job: Parameters<typeof every>) => void every(...job)();

  scheduleDesk(recado, work, every, nowAndEvery);
  schedulePrivacy(recado, every, nowAndEvery);
  return { stop: () => tasks.forEach((task) => void task.stop()) };
}

type Schedule = (
  name: string,
  expression: string,
  job: () => Promise<unknown> | unknown,
) => unknown;

/** Messages, tickets, people. */
function scheduleDesk(recado: Recado, work: Work, every: Schedule, nowAndEvery: Schedule): void {
  nowAndEvery("outbox", "*/5 * * * * *", () => work.sender.kick());
  nowAndEvery("webhooks", "*/20 * * * * *", () => work.processor.kick());
  nowAndEvery("media", "*/10 * * * * *", () => void fetchDueMedia(recado));
  nowAndEvery("backlog", "*/10 * * * * *", () => drainBacklog(recado));
  nowAndEvery("notices", "* * * * * *", () => noticeHappenings(recado));
  nowAndEvery("deliveries", "*/2 * * * * *", () => sendDueDeliveries(recado));
  nowAndEvery("rules", "* * * * * *", () => runRules(recado, () => work.sender.kick()));
  nowAndEvery("unresolved", "*/10 * * * * *", () =>
    handOverUnresolved(recado, () => work.sender.kick()),
  );
  nowAndEvery("dialogues", "* * * * * *", () => runDueFlows(recado, () => work.sender.kick()));
  nowAndEvery("hand-overs", "*/20 * * * * *", () => makeHandovers(recado));
  every("open pages", "*/20 * * * * *", () => noteOpenPages(recado));
  nowAndEvery("snoozed", "*/10 * * * * *", () => wakeSnoozed(recado));
  nowAndEvery("access", "*/30 * * * * *", () => endDueAccess(recado));
  nowAndEvery("sla", "* * * * * *", () => runDueSteps(recado));
  every("sessions", "17 3 * * *", () =>
    recado.write((tx) => deleteExpiredSessions(tx, recado.clock.now())),
  );
  every("templates", "47 4 * * *", () => refreshAllTemplates(recado));
  every("early statuses", "27 3 * * *", () => deleteOld(recado));
  every("assets", "33 3 * * *", () => sweepAssets(recado));
  every("media files", "37 3 * * *", () => sweepMediaFiles(recado));
}

/** Consent and the rights of persons. */
function schedulePrivacy(recado: Recado, every: Schedule, nowAndEvery: Schedule): void {
  nowAndEvery("consents", "* * * * *", () => expireConsents(recado));
  nowAndEvery("erasures", "11 * * * * *", () => resumeErasures(recado));
  nowAndEvery("imports", "*/2 * * * * *", () => runImports(recado));
  every("uploads", "53 * * * * *", () => sweepImports(recado));
  nowAndEvery("forms", "41 * * * * *", () => forgetUnconfirmed(recado));
  nowAndEvery("checkpoint", "11 * * * *", () => signDueCheckpoint(recado));
  nowAndEvery("checkpoint copies", "*/20 * * * * *", () => sendDueCopies(recado));
  nowAndEvery("consent exports", "*/10 * * * * *", () => makeExports(recado));
  nowAndEvery("old consent exports", "23 * * * *", () => expireExports(recado));
  nowAndEvery("retention", "5 * * * *", () => runDueRetention(recado));
  nowAndEvery("privacy requests", "23 */10 * * * *", () => remindOfRequests(recado));
}

/** Whose page is open without asking for anything is present, too. */
async function noteOpenPages(recado: Recado): Promise<void> {
  const { people } = recado.live;
  if (people.length === 0) return;
  const now = recado.clock.now();
  if (await hasStalePage(recado.db, people, now))
    await recado.write((tx) => touchPages(tx, people, now));
}

/** What node-cron has to say, in our own log: a tick that was late or skipped is made up for. */
function cronLogger(log: Log): Logger {
  return {
    info: (message) => log.debug("schedule", { message }),
    warn: (message) => log.debug("schedule", { message }),
    debug: () => {},
    error: (message) => log.error("schedule.failed", { error: errorText(message) }),
  };
}

async function wakeSnoozed(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  const due = await recado.db
    .selectFrom("tickets")
    .select("id")
    .where("snoozed_until", "<=", now)
    .limit(1)
    .executeTakeFirst();
  if (!due) return;
  const woken = await recado.write((tx) => wakeSnoozedTickets(tx, systemActor, now, 200));
  for (const ticket of woken)
    announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
}

/** Meta delivers for 7 days; statuses of messages we never sent are forgotten after 14. */
async function deleteOld(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    await deleteOldDeliveries(tx, now - 7 * DAY);
    await deleteOldNotifications(tx, now - 90 * DAY);
    await deleteOldRefusals(tx, now - 365 * DAY);
    await tx
      .deleteFrom("early_statuses")
      .where("received_at", "<", now - 14 * DAY)
      .execute();
    await tx
      .deleteFrom("idempotency_keys")
      .where("created_at", "<", now - 7 * DAY)
      .execute();
  });
}
