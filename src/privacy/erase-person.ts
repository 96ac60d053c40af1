import { MINUTE } from "../clock.ts";
import { findContact } from "../contacts/contacts.ts";
import { runAsNobody } from "../db/actor.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { announceAll } from "../inbox/announce.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";
import { cleanBytes } from "./clean-bytes.ts";
import { dropWaitingLists } from "../consent-imports/drop-waiting.ts";
import { dropExports } from "./erase-exports.ts";
import { eraseConversations, lateFiles } from "./erase-own.ts";
import { eraseTraces, staysOf, withoutPhrases } from "./erase-traces.ts";
import {
  type ErasureReport,
  type ErasureRow,
  findErasure,
  insertErasure,
  listUnfinishedErasures,
  notesOf,
  reportOf,
  saveErasure,
} from "./erasures.ts";
import { countByKind, findEverything } from "./find-everything.ts";
import { forgetContact } from "./forget-contact.ts";
import { gatherTraces, type PersonTraces, withNames } from "./needles.ts";
import { findTraces } from "./traces.ts";

export interface ErasureOrder {
  /** The privacy request it answers. */
  requestId: number | null;
  /** The person of the business who decided it; null: the program by itself. */
  actorId: number | null;
}

/** Rounds of looking for traces and removing them: what one removes may lay open another. */
const ROUNDS = 3;

/** Each try reads the whole data folder. */
const RETRY_AFTER = 30 * MINUTE;
const failedAt = new WeakMap<Recado, Map<number, Instant>>();

/** What runs in this process, so that the job does not begin it a second time. */
const running = new WeakMap<Recado, Map<number, Promise<ErasureReport>>>();

/**
 * Begins to erase a contact and all that is kept of them, and returns the erasure's number at
 * once: its row says how far it is. It goes on over a restart (`resumeErasures`).
 * @throws AppError `not-found`, and `conflict` when they are being erased already.
 */
export async function startErasure(
  recado: Recado,
  contactId: number,
  { requestId, actorId }: ErasureOrder,
): Promise<number> {
  const { db, secrets, clock } = recado;
  const traces = await gatherTraces(db, contactId);
  const found = await findEverything(db, contactId);
  const owned = await db
    .selectFrom("tickets")
    .select("id")
    .where("contact_id", "=", contactId)
    .execute();
  const tickets = owned.map(({ id }) => id);
  const needles = secrets.encrypt(JSON.stringify({ traces, actorId, tickets }));
  const gone = Object.fromEntries(countByKind(found));
  const id = await runAsNobody(() =>
    recado.write(async (tx) => {
      const unfinished = await listUnfinishedErasures(tx);
      if (unfinished.some(({ contact_id }) => contact_id === contactId))
        throw new AppError("conflict", "This person is being erased already.");
      const id = await insertErasure(tx, { requestId, contactId, needles }, clock.now());
      await saveErasure(tx, id, { report: { ...reportOf({ counts: "{}" }), gone } });
      return id;
    }),
  );
  void finishErasure(recado, id).catch(() => {});
  return id;
}

/**
 * Erases a contact and resolves when every byte has been looked at: seconds, or minutes where the
 * data file is large. @throws AppError `not-found`, `conflict`; Error when it could not be finished.
 */
export async function erasePerson(
  recado: Recado,
  contactId: number,
  order: ErasureOrder,
): Promise<ErasureReport> {
  return finishErasure(recado, await startErasure(recado, contactId, order));
}

/** The job: takes up what a stop has cut off, and after a while what has failed. */
export async function resumeErasures(recado: Recado): Promise<void> {
  const failures = failedAt.get(recado);
  const isDue = (id: number) =>
    recado.clock.now() - (failures?.get(id) ?? Number.NEGATIVE_INFINITY) >= RETRY_AFTER;
  const unfinished = await listUnfinishedErasures(recado.db);
  // One that fails has said so in its row, and holds up no other.
  for (const { id } of unfinished) if (isDue(id)) await finishErasure(recado, id).catch(() => {});
}

/** Waits for one that runs already. @throws Error when a step failed; the row says so, and stays to be taken up again. */
export function finishErasure(recado: Recado, id: number): Promise<ErasureReport> {
  const own = running.get(recado) ?? new Map<number, Promise<ErasureReport>>();
  running.set(recado, own);
  const known = own.get(id);
  if (known) return known;
  const work = runAsNobody(() => runErasure(recado, id)).finally(() => own.delete(id));
  own.set(id, work);
  return work;
}

async function runErasure(recado: Recado, id: number): Promise<ErasureReport> {
  try {
    const row = await findErasure(recado.db, id);
    if (!row) throw new AppError("not-found", `There is no erasure ${id}.`);
    if (row.state === "done") return reportOf(row);
    await eraseRows(recado, row);
    return await eraseRest(recado, row);
  } catch (error) {
    recado.log.error("erasure.failed", { erasure: id, error: errorText(error) });
    failedAt.set(recado, (failedAt.get(recado) ?? new Map()).set(id, recado.clock.now()));
    await recado.write((tx) => saveErasure(tx, id, { error: errorText(error) }));
    throw error;
  }
}

/** Everything that hangs on the contact, then the contact: after that nobody in the desk is this person. */
async function eraseRows(recado: Recado, row: ErasureRow): Promise<void> {
  const { contact_id: contactId, request_id: requestId } = row;
  if (contactId === null || !(await findContact(recado.db, contactId))) return;
  const { actorId, tickets } = notesOf(row, recado.secrets);
  await eraseConversations(recado, contactId, tickets);
  const exports = await dropExports(recado, contactId);
  await dropWaitingLists(recado);
  const note = requestId === null ? "Erased." : `Erased to answer request ${requestId}.`;
  const files = await recado.write(async (tx) => {
    const late = await lateFiles(tx, contactId);
    await forgetContact(tx, contactId, { actorId, note }, recado.clock.now());
    const report = { ...reportOf(row), exports };
    await saveErasure(tx, row.id, { state: "cleaning", report });
    return late;
  });
  await removeMediaFiles(recado, files);
  announceAll(
    recado.live,
    tickets.map((ticket) => ({ ticket, thread: 0 })),
  );
}

/** What tables that name nobody hold, and then the bytes. */
async function eraseRest(recado: Recado, { id }: ErasureRow): Promise<ErasureReport> {
  const row = (await findErasure(recado.db, id)) as ErasureRow;
  const { traces } = notesOf(row, recado.secrets);
  const report = reportOf(row);
  const { needles, found } = await eraseRounds(recado, traces, report);
  const bytes = await cleanBytes(recado, { ...traces, needles }, found);
  const done = { ...report, ...bytes, stays: staysOf(found, needles) };
  if (!bytes.isClean) {
    await recado.write((tx) => saveErasure(tx, id, { report: done }));
    throw new Error("the data file still holds bytes of the person: it could not be written anew");
  }
  const end = { state: "done", needles: null, error: null, report: done } as const;
  await recado.write((tx) => saveErasure(tx, id, { ...end, finished_at: recado.clock.now() }));
  return done;
}

/** Until a round finds nothing more to remove. Notes in `report` what went; returns what was found last. */
async function eraseRounds(recado: Recado, traces: PersonTraces, report: ErasureReport) {
  let found = await findTraces(recado, traces.needles);
  let needles = withoutPhrases(traces.needles, found);
  for (let n = 0; n < ROUNDS; n += 1) {
    const { gone, names } = await eraseTraces(recado, found, { ...traces, needles });
    for (const [kind, count] of gone) report.gone[kind] = (report.gone[kind] ?? 0) + count;
    needles = withNames(needles, names);
    found = await findTraces(recado, needles);
    if ([...gone.values()].every((count) => count === 0)) break;
  }
  return { needles, found };
}
