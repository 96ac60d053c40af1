import { DAY, HOUR, MINUTE, SECOND } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { announce } from "../inbox/announce.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { getChannel, graphChannel } from "./channels.ts";
import type { DownloadedMedia, FoundMedia, GraphChannel } from "./graph.ts";
import { mediaErrors } from "./media-errors.ts";
import { removeMediaFiles } from "./media-files.ts";
import { LARGEST_FILE } from "./media-kinds.ts";
import {
  type Described,
  describeFile,
  FileTooLarge,
  type StoredFile,
  storeFile,
} from "./store-media.ts";

/** Downloads at the same time. */
const PARALLEL = 4;
const pauses = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR];
/** Bytes that never match their hash, an id that Meta does not know: believed after so many tries. */
const MISMATCHES = 5;
const DENIALS = 3;

const listDue = hot((db, p: { now: Instant; limit: number }) =>
  db
    .selectFrom("media")
    .innerJoin("messages", "messages.id", "media.message_id")
    .innerJoin("threads", "threads.id", "messages.thread_id")
    .select([
      "media.id",
      "media.meta_id",
      "media.mime_type",
      "media.sha256",
      "media.filename",
      "media.attempts",
      "media.expires_at",
      "messages.ticket_id",
      "messages.thread_id",
      "threads.channel_id",
    ])
    .where("media.next_attempt_at", "<=", p.now)
    .orderBy("media.next_attempt_at")
    .limit(p.limit),
);
type DueMedia = Awaited<ReturnType<typeof listDue>>[number];

type Outcome =
  | { kind: "ready"; stored: StoredFile; described: Described }
  | { kind: "retry" | "mismatch" | "denied" | "expired" | "failed"; detail: string };

interface Fetcher {
  busy: Map<number, Promise<void>>;
  filling: Promise<void> | undefined;
  isWanted: boolean;
}
const fetchers = new WeakMap<Recado, Fetcher>();

/**
 * Fetches what customers sent and is due, a few files at a time, while Meta's ids
 * live. Cheap when nothing is due; a second call only wakes the first. Never
 * throws; resolves when nothing is under way any more.
 */
export async function fetchDueMedia(recado: Recado): Promise<void> {
  const fetcher = fetchers.get(recado) ?? { busy: new Map(), filling: undefined, isWanted: false };
  fetchers.set(recado, fetcher);
  await fill(recado, fetcher);
  while (fetcher.busy.size > 0) await Promise.all(fetcher.busy.values());
}

function fill(recado: Recado, fetcher: Fetcher): Promise<void> {
  fetcher.isWanted = true;
  fetcher.filling ??= fillSlots(recado, fetcher)
    .catch((error) => recado.log.error("media.stopped", { error: errorText(error) }))
    .then(() => {
      fetcher.filling = undefined;
      // Asked for between the last look and here.
      const isOpen = fetcher.isWanted && fetcher.busy.size < PARALLEL;
      return isOpen ? fill(recado, fetcher) : undefined;
    });
  return fetcher.filling;
}

async function fillSlots(recado: Recado, fetcher: Fetcher): Promise<void> {
  while (fetcher.isWanted && fetcher.busy.size < PARALLEL) {
    fetcher.isWanted = false;
    // Those under way are still due: as many again stand behind them.
    const due = await listDue(recado.db, { now: recado.clock.now(), limit: 2 * PARALLEL });
    for (const row of due.filter(({ id }) => !fetcher.busy.has(id))) {
      if (fetcher.busy.size < PARALLEL) start(recado, fetcher, row);
    }
  }
}

function start(recado: Recado, fetcher: Fetcher, row: DueMedia): void {
  const work = fetchOne(recado, row)
    .then(() => true)
    .catch((error) => {
      // Not written down (a full disk): it stays due, the schedule comes back to it.
      recado.log.error("media.not-settled", { media: row.id, error: errorText(error) });
      return false;
    })
    .then((isSettled) => {
      fetcher.busy.delete(row.id);
      return isSettled ? fill(recado, fetcher) : undefined;
    });
  fetcher.busy.set(row.id, work);
}

async function fetchOne(recado: Recado, row: DueMedia): Promise<void> {
  const outcome = await attempt(recado, row).catch((error): Outcome => ({
    kind: "retry",
    detail: errorText(error),
  }));
  if (outcome.kind !== "ready") {
    recado.log.warn("media.not-fetched", {
      media: row.id,
      outcome: outcome.kind,
      detail: outcome.detail,
    });
  }
  const now = recado.clock.now();
  const change = changeFor(row, outcome, now);
  const isKnown = await recado.write((tx) => settle(tx, row.id, change));
  // Deleted while it was fetched: nobody would ever find the files again.
  if (!isKnown && outcome.kind === "ready") await removeMediaFiles(recado, filesOf(outcome));
  if (change.state !== "pending" && row.ticket_id !== null) {
    announce(recado.live, { ticket: row.ticket_id, thread: row.thread_id }, "media");
  }
}

async function attempt(recado: Recado, row: DueMedia): Promise<Outcome> {
  if (row.expires_at !== null && row.expires_at <= recado.clock.now()) {
    return { kind: "expired", detail: mediaErrors["media.over"] };
  }
  const channel = await graphChannel(recado, await getChannel(recado.db, row.channel_id));
  const link = await openLink(recado, channel, row.meta_id ?? "");
  if (link.kind !== "open") return link;
  const stored = await storeFile(recado, link.body, LARGEST_FILE).catch((error) => {
    if (error instanceof FileTooLarge) return tooLarge;
    throw error;
  });
  if ("kind" in stored) return stored;
  const wanted = row.sha256 ?? link.sha256;
  if (wanted !== null && wanted !== stored.sha256) {
    await removeMediaFiles(recado, [stored.file]);
    return { kind: "mismatch", detail: mediaErrors["media.damaged"] };
  }
  return {
    kind: "ready",
    stored,
    described: await describeFile(recado, stored.file, row.mime_type, row.filename),
  };
}

type Link =
  | { kind: "open"; body: ReadableStream<Uint8Array>; sha256: string | null }
  | Exclude<Outcome, { kind: "ready" }>;

/** Id → link → bytes. A link that is over (five minutes) is asked for a second time. */
async function openLink(recado: Recado, channel: GraphChannel, metaId: string): Promise<Link> {
  let detail = "";
  for (let round = 0; round < 2; round++) {
    const found: FoundMedia = await recado.graph.findMedia(channel, metaId);
    if (found.kind === "gone") return { kind: "denied", detail: mediaErrors["media.gone"] };
    if (found.kind === "retry") return found;
    if (found.byteSize !== null && found.byteSize > LARGEST_FILE) return tooLarge;
    const download: DownloadedMedia = await recado.graph.downloadMedia(channel, found.url);
    if (download.kind === "ok")
      return { kind: "open", body: download.body, sha256: found.sha256Hex };
    if (download.kind === "retry") return { kind: "retry", detail: download.detail };
    detail = download.detail;
  }
  return { kind: "retry", detail };
}

const tooLarge = { kind: "failed", detail: mediaErrors["media.too-large"] } as const;

/** What an attempt makes of the row. */
function changeFor(row: DueMedia, outcome: Outcome, now: Instant) {
  const attempts = row.attempts + 1;
  if (outcome.kind === "ready") {
    const { stored, described } = outcome;
    return {
      state: "ready" as const,
      attempts,
      next_attempt_at: null,
      error: null,
      file: stored.file,
      byte_size: stored.byteSize,
      sha256: stored.sha256,
      mime_type: described.mimeType,
      thumbnail: described.thumbnail,
      width: described.width,
      height: described.height,
    };
  }
  const error = outcome.detail.slice(0, 300);
  const state = endOf(outcome.kind, attempts);
  if (state !== "pending") return { state, attempts, next_attempt_at: null, error };
  const pause = pauses[Math.min(row.attempts, pauses.length - 1)] ?? HOUR;
  // The last try is the one that finds it expired.
  const next = Math.min(now + pause, row.expires_at ?? now + 7 * DAY);
  return { state, attempts, next_attempt_at: next, error };
}

function endOf(kind: Exclude<Outcome["kind"], "ready">, attempts: number) {
  if (kind === "failed" || (kind === "mismatch" && attempts >= MISMATCHES))
    return "failed" as const;
  if (kind === "expired" || (kind === "denied" && attempts >= DENIALS)) return "expired" as const;
  return "pending" as const;
}

async function settle(tx: Tx, id: number, change: ReturnType<typeof changeFor>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("media")
    .set(change)
    .where("id", "=", id)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function filesOf({ stored, described }: Extract<Outcome, { kind: "ready" }>): string[] {
  return [stored.file, described.thumbnail].filter((file) => file !== null);
}
