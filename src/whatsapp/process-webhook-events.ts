import { appendAuditRecord } from "../audit/append-audit-record.ts";
import { actorOf, runAsNobody } from "../db/actor.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import { savepoint } from "../db/write-queue.ts";
import type { Instant, WebhookEventState } from "../db/schema.ts";
import { announceAll } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { Place } from "../inbox/receive-message.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { errorText } from "../log.ts";
import { cutWebhook } from "../privacy/cut-webhook.ts";
import type { Recado } from "../recado.ts";
import { applyUpdate } from "./apply-update.ts";
import { parseWebhook } from "./parse-webhook.ts";
import { inReadingOrder } from "./reading-order.ts";
import type { Update } from "./updates.ts";
import { getWebhookEvent, lastSettled } from "./webhook-events.ts";
import { list, record, word } from "./wire-values.ts";

/** Milliseconds that one transaction lasts: an acknowledgement waits at most for one of these. */
const BATCH_TIME = 20;
/** Milliseconds that the journal waits at most while acknowledgements flood in. */
const PATIENCE = 1_000;

// One at a time, for each may have megabytes.
const findWaiting = hot((db, p: { after: number }) =>
  db
    .selectFrom("webhook_events")
    .select(["id", "received_at", "source", "body"])
    .where("id", ">", p.after)
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
  /** What names people who were erased: it does not stay in the journal. */
  erased: string[];
}

/** How far the journal is worked off. */
interface Progress {
  /** The last webhook that is settled: what waits is newer. */
  settled: number;
  /** A webhook that the time was too short for. */
  rest: Parsed | undefined;
}

/** After a batch: what changed for open pages, and what is left to do. */
interface BatchResult extends Progress {
  places: Place[];
  isDrained: boolean;
}

/**
 * Works through the journal in order until it is empty; one runner at a time, a
 * second call only wakes it. Safe to stop anywhere: every step can be done again.
 */
// oxlint-disable-next-line max-lines-per-function -- a runner and its state, five small functions
export function webhookProcessor(recado: Recado, onProcessed: () => void) {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = false;
  let progress: Progress | undefined;

  /** Resolves when the journal is empty. Errors (a full disk) are logged; the sweep tries again. */
  function kick(): Promise<void> {
    isWanted = true;
    running ??= runAsNobody(run)
      .catch((error) => {
        // What was undone is read from the journal again.
        progress = undefined;
        recado.log.error("webhooks.stopped", { error: errorText(error) });
      })
      .finally(() => {
        running = undefined;
        if (isWanted && !isStopped) void kick();
      });
    return running;
  }

  async function run(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      progress ??= { settled: await lastSettled(recado.db), rest: undefined };
      for (let isDrained = false; !isDrained && !isStopped;) isDrained = await runBatch(progress);
    }
  }

  async function runBatch(from: Progress): Promise<boolean> {
    const job = (tx: Tx) => processBatch(tx, recado, from);
    const result = await recado.write(job, { patience: PATIENCE });
    progress = { settled: result.settled, rest: result.rest };
    tell(result.places);
    return result.isDrained;
  }

  function tell(places: Place[]): void {
    announceAll(recado.live, places);
    onProcessed();
  }

  /**
   * Takes a webhook through the pipeline once more: what was done is recognised, what
   * failed is tried again. @throws AppError `not-found`.
   */
  async function replay(id: number): Promise<void> {
    const event = await getWebhookEvent(recado.db, id);
    // One that still waits has its turn coming, in order.
    if (event.state === "received") return kick();
    const wanted = { action: "changed", object: { type: "webhook", id } } as const;
    const places = await recado.write(async (tx) => {
      if (actorOf(tx)) await appendAuditRecord(tx, wanted, recado.clock.now());
      return processAgain(tx, recado, event);
    });
    tell(places);
  }

  /** Ends after the batch at hand; the rest is in the journal for the next start. */
  async function stop(): Promise<void> {
    isStopped = true;
    await running;
  }

  return { kick, replay, stop };
}

/** When it throws all of it is undone, and everything is read from the journal again. */
async function processBatch(tx: Tx, recado: Recado, from: Progress): Promise<BatchResult> {
  const now = recado.clock.now();
  const end = performance.now() + BATCH_TIME;
  const places: Place[] = [];
  const desk = await readDeskRules(tx);
  let { settled, rest } = from;
  do {
    rest ??= await parseNext(tx, settled);
    if (!rest) return { places, settled, rest, isDrained: true };
    places.push(...(await applyRest(tx, recado, rest, desk, now, end)));
    if (rest.done < rest.updates.length) break;
    await finish(tx, rest, now);
    settled = rest.event.id;
    rest = undefined;
  } while (performance.now() < end);
  return { places, settled, rest, isDrained: false };
}

async function processAgain(tx: Tx, recado: Recado, event: WaitingEvent): Promise<Place[]> {
  const now = recado.clock.now();
  const parsed = parseEvent(event);
  const desk = await readDeskRules(tx);
  const places = await applyRest(tx, recado, parsed, desk, now, Number.POSITIVE_INFINITY);
  await finish(tx, parsed, now);
  return places;
}

/** Applies what a webhook has left, until the time is over. */
async function applyRest(
  tx: Tx,
  recado: Recado,
  parsed: Parsed,
  desk: DeskRules,
  now: Instant,
  end: number,
): Promise<Place[]> {
  const places: Place[] = [];
  while (parsed.done < parsed.updates.length) {
    const place = await applyOne(tx, recado, parsed, desk, now);
    if (place) places.push(place);
    parsed.done += 1;
    if (performance.now() > end) break;
  }
  return places;
}

async function finish(tx: Tx, parsed: Parsed, now: Instant): Promise<void> {
  const { event, erased } = parsed;
  await settle(tx, { id: event.id, ...outcomeOf(parsed), now });
  if (erased.length === 0) return;
  const { body } = cutWebhook(event.body, new Set(erased));
  await tx.updateTable("webhook_events").set({ body }).where("id", "=", event.id).execute();
}

async function parseNext(tx: Tx, after: number): Promise<Parsed | undefined> {
  const [event] = await findWaiting(tx, { after });
  return event && parseEvent(event);
}

const decoder = new TextDecoder();

function parseEvent(event: WaitingEvent): Parsed {
  const parsed: Parsed = {
    event,
    updates: [],
    fields: "",
    done: 0,
    hits: 0,
    errors: [],
    erased: [],
  };
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
  parsed.erased.push(...(result.value.erased ?? []));
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
