import { SECOND } from "../clock.ts";
import { announce } from "../inbox/announce.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { claimOutbox, type DueRow, findNextDue, hasDue } from "./claim-outbox.ts";
import { getChannel, graphChannel } from "./channels.ts";
import type { SendOutcome } from "./graph.ts";
import { uploadForSending } from "./media.ts";
import { rateLimits } from "./rate-limits.ts";
import { pauseAfter, settleAttempts } from "./settle-outbox.ts";

export interface OutboxSender {
  /** Looks for what is due; cheap when nothing is. */
  kick(): void;
  /** Claims nothing more and waits, at most `patience` ms, for what is on its way. */
  stop(patience: number): Promise<void>;
}

/**
 * Sends what we owe to Meta: claim → Graph → settle. One claim at a time, many
 * requests at once, and to one person always one after the other.
 */
export function outboxSender(recado: Recado): OutboxSender {
  const limits = rateLimits();
  const settle = recado.store.queue.collect(settleAttempts);
  const inFlight = new Set<Promise<void>>();
  let isPumping = false;
  let isWanted = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function kick(): void {
    isWanted = true;
    if (isPumping || isStopped) return;
    isPumping = true;
    pump()
      .catch((error) => recado.log.error("outbox.stopped", { error: errorText(error) }))
      .finally(() => {
        isPumping = false;
        if (isWanted) kick();
      });
  }

  async function pump(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      const now = recado.clock.now();
      if (!(await hasDue(recado.db, now))) break;
      const { claimed, wait } = await recado.write((tx) => claimOutbox(tx, limits, now));
      for (const row of claimed) track(deliver(row));
      if (claimed.length > 0) isWanted = true;
      else if (wait !== null) return wakeIn(wait);
    }
    const next = await findNextDue(recado.db);
    if (next !== null) wakeIn(Math.max(20, next - recado.clock.now()));
  }

  function wakeIn(milliseconds: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(kick, Math.min(milliseconds, 60 * SECOND));
  }

  function track(delivery: Promise<void>): void {
    const tracked = delivery
      .catch((error) => recado.log.error("outbox.not-settled", { error: errorText(error) }))
      .finally(() => {
        inFlight.delete(tracked);
        kick();
      });
    inFlight.add(tracked);
  }

  async function deliver(row: DueRow): Promise<void> {
    const outcome = await send(recado, row);
    const now = recado.clock.now();
    if (outcome.kind === "retry" && outcome.scope === "channel") {
      limits.pauseChannel(row.channel_id, now + pauseAfter("channel", row.attempts + 1));
    }
    if (outcome.kind !== "accepted") {
      recado.log.warn("outbox.not-accepted", { outbox: row.id, outcome: outcome.kind, detail: outcome.detail.slice(0, 200) });
    }
    await settle({ row, outcome, now });
    if (row.ticket_id !== null) announce(recado.live, { ticket: row.ticket_id, thread: row.thread_id }, "status");
    if (outcome.kind === "failed" && outcome.stopsChannel) recado.live.announce({ name: "banners", detail: {} });
  }

  return {
    kick,
    async stop(patience) {
      isStopped = true;
      clearTimeout(timer);
      const patienceOver = new Promise((resolve) => setTimeout(resolve, patience).unref());
      await Promise.race([Promise.all(inFlight), patienceOver]);
    },
  };
}

/** One attempt. Nothing but the outcome comes back: it never throws. */
async function send(recado: Recado, row: DueRow): Promise<SendOutcome> {
  try {
    const channel = await graphChannel(recado, await getChannel(recado.db, row.channel_id));
    const payload = JSON.parse(row.payload) as Record<string, unknown>;
    const upload = await uploadForSending(recado, channel, row.message_id);
    if (upload.kind !== "ready") return upload;
    return await recado.graph.sendMessage(channel, bodyOf(row, withMediaId(payload, upload.metaId)));
  } catch (error) {
    // Before the request: nothing has left, so nothing can be sent twice.
    return { kind: "failed", code: null, detail: errorText(error), stopsChannel: false };
  }
}

/** Recipient and callback data are set last, as they are now (API.md §2 and §6). */
function bodyOf(row: DueRow, payload: Record<string, unknown>): Record<string, unknown> {
  const number = row.wa_id ?? row.phone?.slice(1);
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...(number ? { to: `+${number}` } : { recipient: row.user_id }),
    ...payload,
    biz_opaque_callback_data: row.reference,
  };
}

function withMediaId(payload: Record<string, unknown>, metaId: string | null): Record<string, unknown> {
  if (metaId === null) return payload;
  const type = String(payload.type);
  return { ...payload, [type]: { ...(payload[type] as object), id: metaId } };
}
