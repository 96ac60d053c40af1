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

/** Milliseconds that one transaction lasts: an acknowledgement waits at most for one of these. */
const BATCH_TIME = 20;

// One at a time, for each may have megabytes.
const findWaiting = hot((db, _: object) =>
  db
    .selectFrom("webhook_events")
    .select(["id", "received_at", "source", "body"])
    .where("state", "=", "received")
    .orderBy("id")
    .limit(1),
);
type WaitingEvent = Awaited<ReturnType<typeof findWaiting>>[number];

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

/** After a batch: what changed for open pages, and what is left to do. */
interface BatchResult {
  places: Place[];
  /** A webhook that the time was too short for. */
  rest: Parsed | undefined;
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
      let rest: Parsed | undefined;
      let isDrained = false;
      while (!isDrained && !isStopped) {
        const result = await recado.write((tx) => processBatch(tx, recado, rest));
        ({ rest, isDrained } = result);
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

/** When it throws all of it is undone, and everything is read from the journal again. */
async function processBatch(
  tx: Tx,
  recado: Recado,
  rest: Parsed | undefined,
): Promise<BatchResult> {
  const now = recado.clock.now();
  const end = performance.now() + BATCH_TIME;
  const places: Place[] = [];
  let parsed = rest ?? (await parseNext(tx));
  const desk = await readDeskRules(tx);
  while (parsed) {
    while (parsed.done < parsed.updates.length) {
      const place = await applyOne(tx, recado, parsed, desk, now);
      if (place) places.push(place);
      parsed.done += 1;
      if (performance.now() > end) break;
    }
    if (parsed.done < parsed.updates.length) return { places, rest: parsed, isDrained: false };
    await settle(tx, { id: parsed.event.id, ...outcomeOf(parsed), now });
    if (performance.now() > end) return { places, rest: undefined, isDrained: false };
    parsed = await parseNext(tx);
  }
  return { places, rest: undefined, isDrained: true };
}

async function parseNext(tx: Tx): Promise<Parsed | undefined> {
  const [event] = await findWaiting(tx, {});
  return event && parseEvent(event);
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
