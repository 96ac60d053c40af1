import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import { savepoint } from "../db/write-queue.ts";
import type { Instant, WebhookEventState } from "../db/schema.ts";
import { announceAll } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { applyUpdate } from "./apply-update.ts";
import { parseWebhook } from "./parse-webhook.ts";
import { inReadingOrder } from "./reading-order.ts";
import type { Update } from "./updates.ts";
import { list, record, word } from "./wire-values.ts";

/** Updates in one transaction: an acknowledgement waits at most for one of these. */
const BATCH = 120;
/** Webhooks looked at in one transaction. */
const EVENTS = 120;

const listWaiting = hot((db, p: { limit: number }) =>
  db
    .selectFrom("webhook_events")
    .select(["id", "received_at", "source", "body"])
    .where("state", "=", "received" as const)
    .orderBy("id")
    .limit(p.limit),
);
type WaitingEvent = Awaited<ReturnType<typeof listWaiting>>[number];

const settle = hot(
  (
    db,
    p: { id: number; state: WebhookEventState; fields: string; error: string | null; now: Instant },
  ) =>
    db
      .updateTable("webhook_events")
      .set({ state: p.state, fields: p.fields, error: p.error, processed_at: p.now })
      .where("id", "=", p.id),
);

/** One webhook on its way through, possibly over several batches. */
interface Parsed {
  event: WaitingEvent;
  updates: Update[];
  fields: string;
  done: number;
  hits: number;
  errors: string[];
}

/** After a batch: what changed for open pages, and whether something is left. */
interface BatchResult {
  places: Place[];
  isDrained: boolean;
}

/**
 * Works through the journal in order until it is empty; one runner at a time, a
 * second call only wakes it. Safe to stop anywhere: every step can be done again.
 */
export function webhookProcessor(recado: Recado, onProcessed: () => void) {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = false;

  function kick(): Promise<void> {
    isWanted = true;
    running ??= run()
      .catch((error) => recado.log.error("webhooks.stopped", { error: errorText(error) }))
      .finally(() => {
        running = undefined;
        if (isWanted && !isStopped) void kick();
      });
    return running;
  }

  async function run(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      const carried: Parsed[] = [];
      let isDrained = false;
      while (!isDrained && !isStopped) {
        const result = await recado.write((tx) => processBatch(tx, recado, carried));
        isDrained = result.isDrained;
        announceAll(recado.live, result.places);
        onProcessed();
      }
    }
  }

  return {
    /** Resolves when the journal is empty. Errors (a full disk) are logged; the sweep tries again. */
    kick,
    /** Ends after the batch at hand; the rest is in the journal for the next start. */
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

async function processBatch(tx: Tx, recado: Recado, carried: Parsed[]): Promise<BatchResult> {
  const now = recado.clock.now();
  const waiting = carried.length === 0 ? await listWaiting(tx, { limit: EVENTS }) : [];
  carried.push(...waiting.map(parseEvent));
  // More may have come since, but whoever stored it has kicked.
  const isTail = waiting.length > 0 && waiting.length < EVENTS;
  const places: Place[] = [];
  if (carried.length === 0) return { places, isDrained: true };
  const desk = await readDeskRules(tx);
  let room = BATCH;
  const before = carried.map((parsed) => ({
    parsed,
    done: parsed.done,
    hits: parsed.hits,
    errors: [...parsed.errors],
  }));
  try {
    while (room > 0 && carried[0]) {
      const parsed = carried[0];
      const until = Math.min(parsed.updates.length, parsed.done + room);
      room -= Math.max(1, until - parsed.done);
      for (; parsed.done < until; parsed.done += 1) {
        const place = await applyOne(tx, recado, parsed, desk, now);
        if (place) places.push(place);
      }
      if (parsed.done < parsed.updates.length) break;
      await settle(tx, { id: parsed.event.id, ...outcomeOf(parsed), now });
      carried.shift();
    }
  } catch (error) {
    // The job is undone as a whole (a full disk): so is what we remember of it.
    carried.length = 0;
    for (const { parsed, ...kept } of before) carried.push(Object.assign(parsed, kept));
    throw error;
  }
  return { places, isDrained: isTail && carried.length === 0 };
}

const decoder = new TextDecoder();

function parseEvent(event: WaitingEvent): Parsed {
  const parsed: Parsed = { event, updates: [], fields: "", done: 0, hits: 0, errors: [] };
  try {
    const body: unknown = JSON.parse(decoder.decode(event.body));
    parsed.updates = inReadingOrder(parseWebhook(body));
    parsed.fields = fieldsOf(body);
  } catch (error) {
    parsed.errors.push(`not readable: ${errorText(error)}`);
  }
  return parsed;
}

/** The names of the fields that a webhook speaks of, for the journal's list. */
function fieldsOf(body: unknown): string {
  const entries = list(record(body).entry).map(record);
  const changes = entries.flatMap((entry) => [entry, ...list(entry.changes).map(record)]);
  const names = changes
    .map(({ field }) => word(field))
    .filter((name) => /^[\w.]{1,60}$/.test(name ?? ""));
  return [...new Set(names)].slice(0, 8).join(",");
}

async function applyOne(
  tx: Tx,
  recado: Recado,
  parsed: Parsed,
  desk: DeskRules,
  now: Instant,
): Promise<Place | undefined> {
  const update = parsed.updates[parsed.done] as Update;
  const moment = { now, receivedAt: parsed.event.received_at };
  const result = await savepoint(tx, () =>
    applyUpdate(tx, update, parsed.event.source, desk, moment),
  );
  if (!result.ok) {
    parsed.errors.push(`update ${parsed.done + 1} (${update.kind}): ${errorText(result.error)}`);
    recado.log.error("webhook.update-failed", {
      webhook: parsed.event.id,
      update: parsed.done + 1,
      kind: update.kind,
      error: errorText(result.error),
    });
    return undefined;
  }
  if (result.value.isOurs) parsed.hits += 1;
  return result.value.place;
}

function outcomeOf(parsed: Parsed): {
  state: WebhookEventState;
  fields: string;
  error: string | null;
} {
  const error = parsed.errors.length > 0 ? parsed.errors.join("\n").slice(0, 4000) : null;
  const quiet = parsed.hits > 0 ? "processed" : "ignored";
  return { state: error ? "failed" : quiet, fields: parsed.fields, error };
}
