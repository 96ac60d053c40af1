import { SECOND } from "../clock.ts";
import { runAsNobody } from "../db/actor.ts";
import { heldBack } from "../consent/held-back.ts";
import { startSending } from "../consent/start-sending.ts";
import { isDiskFull } from "../db/write-queue.ts";
import { announce } from "../inbox/announce.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { claimOutbox, type DueRow, findNextDue, hasDue } from "./claim-outbox.ts";
import { getChannel, graphChannel } from "./channels.ts";
import type { SendOutcome } from "./graph.ts";
import { uploadForSending } from "./media.ts";
import { rateLimits } from "./rate-limits.ts";
import { type Attempt, pauseAfter, settleAttempts } from "./settle-outbox.ts";

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
  return new Sender(recado);
}

class Sender implements OutboxSender {
  readonly #limits = rateLimits();
  readonly #settle: (attempt: Attempt) => Promise<void>;
  readonly #inFlight = new Set<Promise<void>>();
  #pumping: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly recado: Recado) {
    this.#settle = recado.store.queue.collect(settleAttempts);
  }

  kick = (): void => {
    this.#isWanted = true;
    if (this.#pumping || this.#isStopped) return;
    this.#pumping = runAsNobody(() => this.#pump())
      .catch((error) => this.recado.log.error("outbox.stopped", { error: errorText(error) }))
      .finally(() => {
        this.#pumping = undefined;
        if (this.#isWanted) this.kick();
      });
  };

  async stop(patience: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const patienceOver = new Promise((resolve) => setTimeout(resolve, patience).unref());
    await Promise.race([this.#finish(), patienceOver]);
  }

  /** A claim that is under way when we stop still leaves and is settled. */
  async #finish(): Promise<void> {
    await this.#pumping;
    await Promise.all(this.#inFlight);
  }

  async #pump(): Promise<void> {
    const { clock, db, write } = this.recado;
    while (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      const now = clock.now();
      if (!(await hasDue(db, now))) break;
      const { claimed, wait } = await write((tx) => claimOutbox(tx, this.#limits, now));
      for (const row of claimed) this.#track(this.#deliver(row));
      if (claimed.length > 0) this.#isWanted = true;
      else if (wait !== null) return this.#wakeIn(wait);
    }
    const next = await findNextDue(db);
    if (next !== null) this.#wakeIn(Math.max(20, next - clock.now()));
  }

  #wakeIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(this.kick, Math.min(milliseconds, 60 * SECOND));
  }

  #track(delivery: Promise<void>): void {
    const tracked = delivery
      .catch((error) => this.recado.log.error("outbox.not-settled", { error: errorText(error) }))
      .finally(() => {
        this.#inFlight.delete(tracked);
        this.kick();
      });
    this.#inFlight.add(tracked);
  }

  async #deliver(row: DueRow): Promise<void> {
    const { clock, live, log } = this.recado;
    const outcome = await send(this.recado, row);
    const now = clock.now();
    if (outcome.kind === "retry" && outcome.scope === "channel") {
      this.#limits.pauseChannel(row.channel_id, now + pauseAfter("channel", row.attempts + 1));
    }
    if (outcome.kind !== "accepted") {
      log.warn("outbox.not-accepted", {
        outbox: row.id,
        outcome: outcome.kind,
        detail: outcome.detail.slice(0, 200),
      });
    }
    await this.#settleSurely({ row, outcome, now });
    if (row.ticket_id !== null)
      announce(live, { ticket: row.ticket_id, thread: row.thread_id }, "status");
    if (outcome.kind === "failed" && outcome.stopsChannel)
      live.announce({ name: "banners", detail: {} });
  }

  /** What Graph said must not get lost: on a full disk it waits until there is room. */
  async #settleSurely(attempt: Attempt): Promise<void> {
    while (true) {
      try {
        return await this.#settle(attempt);
      } catch (error) {
        if (!isDiskFull(error) || this.#isStopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, SECOND));
      }
    }
  }
}

/** One attempt. Nothing but the outcome comes back: it never throws. */
async function send(recado: Recado, row: DueRow): Promise<SendOutcome> {
  try {
    const channel = await graphChannel(recado, await getChannel(recado.db, row.channel_id));
    const payload = JSON.parse(row.payload) as Record<string, unknown>;
    const upload = await uploadForSending(recado, channel, row.message_id);
    if (upload.kind !== "ready") return upload;
    const body = bodyOf(row, withMediaId(payload, upload.metaId));
    const { contact_id: contactId, message_id: messageId, purpose } = row;
    const begun = await startSending(recado, { contactId, messageId, purpose }, () =>
      recado.graph.sendMessage(channel, body),
    );
    if ("answer" in begun) return await begun.answer;
    const { code, error } = heldBack(begun.heldBack);
    return { kind: "failed", code, detail: error, stopsChannel: false };
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

function withMediaId(
  payload: Record<string, unknown>,
  metaId: string | null,
): Record<string, unknown> {
  if (metaId === null) return payload;
  const type = String(payload.type);
  return { ...payload, [type]: { ...(payload[type] as object), id: metaId } };
}
