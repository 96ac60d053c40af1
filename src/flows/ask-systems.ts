import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { announceAll } from "../inbox/announce.ts";
import { readDeskRules } from "../inbox/desk-rules.ts";
import type { Place } from "../inbox/receive-message.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { isAllowedHost, OutgoingError, outgoingFetch } from "../whatsapp/outgoing.ts";
import { answerCall } from "./answer-call.ts";
import {
  type CallRequest,
  type CallResult,
  type CallRow,
  findCall,
  isLatestCall,
  listDueCalls,
  saveCall,
} from "./calls.ts";
import { type ConnectionRow, headersOf } from "./connections.ts";

/** Requests at the same time. */
const PARALLEL = 8;
const MOST_BYTES = 256 * 1024;
/** A request that can't have done anything twice is sent once more. */
const MOST_ATTEMPTS = 2;

interface Asker {
  busy: Map<number, Promise<void>>;
  running: Promise<void> | undefined;
  isWanted: boolean;
  isStopped: boolean;
  wake: () => void;
}
const askers = new WeakMap<Recado, Asker>();

function newAsker(): Asker {
  const wake = () => {};
  return { busy: new Map(), running: undefined, isWanted: false, isStopped: false, wake };
}

/**
 * Asks other systems what dialogues wait for, a few at a time. Cheap when there is nothing; a second
 * call only wakes the first. Never throws; resolves when nothing is under way any more. `onDone`:
 * there may be something to send.
 */
export async function askSystems(recado: Recado, onDone: () => void): Promise<void> {
  const asker = askers.get(recado) ?? newAsker();
  askers.set(recado, asker);
  asker.isWanted = true;
  asker.wake();
  asker.running ??= askAll(recado, asker, onDone)
    .catch((error) => {
      asker.isWanted = false;
      recado.log.error("flows.calls-stopped", { error: errorText(error) });
    })
    .finally(() => void (asker.running = undefined));
  await asker.running;
  // Asked for between the last look and here.
  if (asker.isWanted) await askSystems(recado, onDone);
}

/**
 * Waits for answers that are under way, at most so many milliseconds: before the program ends, for
 * a POST that it ends in the middle of counts as not answered.
 */
export async function finishAsking(recado: Recado, most: number): Promise<void> {
  const asker = askers.get(recado);
  if (!asker || asker.busy.size === 0) return;
  asker.isStopped = true;
  await Promise.race([Promise.all(asker.busy.values()), Bun.sleep(most)]);
}

async function askAll(recado: Recado, asker: Asker, onDone: () => void): Promise<void> {
  while (asker.isWanted || asker.busy.size > 0) {
    asker.isWanted = false;
    for (const claimed of await claimDue(recado, asker, onDone))
      start(recado, asker, claimed, onDone);
    // Each that ends makes room, and its dialogue may ask again.
    if (asker.busy.size > 0 && !asker.isWanted)
      await new Promise<void>((resolve) => (asker.wake = resolve));
  }
}

interface Claimed {
  call: CallRow;
  request: CallRequest;
  connection: ConnectionRow;
}

/** `calling` is committed before the network. */
async function claimDue(recado: Recado, asker: Asker, onDone: () => void): Promise<Claimed[]> {
  const { busy, isStopped } = asker;
  if (isStopped) return [];
  const now = recado.clock.now();
  // Those under way are still due: as many again stand behind them.
  const due = await listDueCalls(recado.db, now, 2 * PARALLEL);
  const free = due.filter(({ id }) => !busy.has(id)).slice(0, PARALLEL - busy.size);
  if (free.length === 0) return [];
  const { claimed, places } = await recado.write((tx) => claimAll(tx, recado, free, now));
  // What was not asked at all has its answer: the dialogue may have said something, or ask again.
  if (places.length > 0) {
    announceAll(recado.live, places);
    asker.isWanted = true;
    onDone();
  }
  return claimed;
}

async function claimAll(
  tx: Tx,
  recado: Recado,
  due: readonly CallRow[],
  now: Instant,
): Promise<{ claimed: Claimed[]; places: Place[] }> {
  const claimed: Claimed[] = [];
  const places: Place[] = [];
  for (const { id } of due) {
    const call = await findCall(tx, id);
    if (!call || call.due_at === null) continue;
    const request = JSON.parse(call.request) as CallRequest;
    const connection = await findConnection(tx, request.connectionId);
    const why = connection ? await whyNot(tx, recado, call, request, connection) : "no connection";
    if (!connection || why) {
      const result: CallResult = { status: null, why };
      places.push(...(await settle(tx, id, result, now)));
      continue;
    }
    const begun = { ...call, state: "calling" as const, attempts: call.attempts + 1, due_at: now };
    await saveCall(tx, begun, now);
    claimed.push({ call: begun, request, connection });
  }
  return { claimed, places };
}

async function findConnection(tx: Tx, id: number): Promise<ConnectionRow | undefined> {
  return tx
    .selectFrom("flow_connections")
    .selectAll()
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Empty: it may be asked. */
async function whyNot(
  tx: Tx,
  { config }: Recado,
  call: CallRow,
  request: CallRequest,
  connection: ConnectionRow,
): Promise<string> {
  // The program ended while it was under way. What it did over there nobody knows.
  const isOrphan = call.state === "calling";
  if (isOrphan && (request.method === "POST" || call.attempts >= MOST_ATTEMPTS))
    return "the program ended meanwhile";
  if (!URL.canParse(connection.base_url)) return "no address";
  const { is_simulated, state } = await tx
    .selectFrom("flow_runs")
    .innerJoin("threads", "threads.id", "flow_runs.thread_id")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .select(["channels.is_simulated", "flow_runs.state"])
    .where("flow_runs.id", "=", call.run_id)
    .executeTakeFirstOrThrow();
  if (state !== "calling" || !(await isLatestCall(tx, call))) return "nobody waits for it any more";
  const isOurs = isAllowedHost(new URL(connection.base_url), config.allowPrivateHosts);
  return is_simulated === 1 && !isOurs ? "not asked from the simulator" : "";
}

function start(recado: Recado, asker: Asker, claimed: Claimed, onDone: () => void): void {
  const { id } = claimed.call;
  const work = askOne(recado, claimed)
    .then((places) => {
      announceAll(recado.live, places);
      onDone();
    })
    // Not written down (a full disk): it stays due, the schedule comes back to it.
    .catch((error) => recado.log.error("flows.call-not-settled", { id, error: errorText(error) }))
    .finally(() => {
      asker.busy.delete(id);
      asker.isWanted = true;
      asker.wake();
    });
  asker.busy.set(id, work);
}

async function askOne(recado: Recado, { call, request, connection }: Claimed): Promise<Place[]> {
  const { result, mayRepeat } = await fetchAnswer(recado, request, connection);
  const isAgain = mayRepeat && call.attempts < MOST_ATTEMPTS;
  const now = recado.clock.now();
  if (result.status === null)
    recado.log.warn("flows.no-answer", { call: call.id, attempt: call.attempts, why: result.why });
  if (!isAgain) return recado.write((tx) => settle(tx, call.id, result, now));
  await recado.write((tx) => saveCall(tx, { ...call, state: "queued", due_at: now }, now));
  return [];
}

async function settle(tx: Tx, id: number, result: CallResult, now: Instant): Promise<Place[]> {
  const desk = await readDeskRules(tx);
  const place = await answerCall(tx, id, result, desk, { now, receivedAt: now });
  return place ? [place] : [];
}

/** A GET may be repeated after a time-out; anything, where it provably never left. */
async function fetchAnswer(
  { config, secrets }: Recado,
  request: CallRequest,
  connection: ConnectionRow,
): Promise<{ result: CallResult; mayRepeat: boolean }> {
  const base = new URL(connection.base_url);
  const own = headersOf(connection, secrets).map(({ name, value }) => [name, value]);
  const isPost = request.method === "POST";
  const headers: Record<string, string> = {
    accept: "application/json",
    "user-agent": "Recado",
    ...(isPost ? { "content-type": "application/json", "idempotency-key": request.key } : {}),
    ...Object.fromEntries(own),
  };
  try {
    const response = await outgoingFetch(
      `${connection.base_url.replace(/\/+$/, "")}${request.path}`,
      { method: request.method, headers, ...(isPost ? { body: request.body ?? "{}" } : {}) },
      {
        allowedHosts: [base.host],
        privateHosts: config.allowPrivateHosts,
        timeoutMs: request.timeoutSeconds * 1000,
        maxBytes: MOST_BYTES,
      },
    );
    const json = readJson(await response.text());
    return { result: { status: response.status, json }, mayRepeat: false };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const { failure, mayHaveArrived } = error;
    const isSafe = !mayHaveArrived || (!isPost && failure === "timed-out");
    return {
      result: { status: null, why: failure },
      mayRepeat: isSafe && failure !== "refused",
    };
  }
}

/** Undefined for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
