import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { IncidentsTable, IncidentVersionsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";
import type { IncidentInput, IncidentTerms, Phrasings } from "./incident.ts";
import { requireIncident } from "./require-incident.ts";

export type IncidentRow = Selectable<IncidentsTable>;
export type IncidentChange = IncidentVersionsTable["change"];

/** In the catalogue's order: by category, then as people have placed them. Archived ones only on request. */
export async function listIncidents(
  db: Db,
  { isArchived = false }: { isArchived?: boolean } = {},
): Promise<IncidentRow[]> {
  return db
    .selectFrom("incidents")
    .selectAll()
    .where("archived_at", isArchived ? "is not" : "is", null)
    .orderBy("category")
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** Archived or not. */
export async function findIncident(db: Db, id: number): Promise<IncidentRow | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  return db.selectFrom("incidents").selectAll().where("id", "=", id).executeTakeFirst();
}

/** One that is not archived. @throws AppError `not-found`. */
export async function getIncident(db: Db, id: number): Promise<IncidentRow> {
  const incident = await findIncident(db, id);
  if (incident && incident.archived_at === null) return incident;
  throw noIncident();
}

export function noIncident(): AppError {
  return new AppError("not-found", "There is no incident with this id.", { key: "incident.gone" });
}

export function inputOf(row: IncidentRow): IncidentInput {
  return {
    name: row.name,
    category: row.category,
    phrasings: JSON.parse(row.phrasings) as Phrasings,
    terms: JSON.parse(row.terms) as IncidentTerms,
    enabled: row.is_enabled === 1,
  };
}

/** Last in its category. `who`: the person, null for a program. @throws AppError `invalid`. */
export async function insertIncident(
  tx: Tx,
  input: IncidentInput,
  who: number | null,
  now: Instant,
  { pack = null }: { pack?: string | null } = {},
): Promise<IncidentRow> {
  const { last } = await tx
    .selectFrom("incidents")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  const incident = await tx
    .insertInto("incidents")
    .values({
      ...columnsOf(await requireIncident(tx, input)),
      pack,
      position: last + 1,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return keepVersion(tx, incident, "created", who, now);
}

/** @throws AppError `not-found`, `invalid`. */
export async function updateIncident(
  tx: Tx,
  id: number,
  input: IncidentInput,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const before = await getIncident(tx, id);
  return changeIncident(tx, before, await requireIncident(tx, input), "changed", who, now);
}

/** On only while all that it names is there. @throws AppError `not-found`, `invalid`. */
export async function switchIncident(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const before = await getIncident(tx, id);
  if ((before.is_enabled === 1) === isEnabled) return before;
  if (isEnabled) await requireIncident(tx, inputOf(before));
  const columns = { is_enabled: isEnabled ? (1 as const) : (0 as const) };
  return change(tx, before, columns, isEnabled ? "enabled" : "disabled", who, now);
}

/** One place up or down in its category; at the end nothing happens. @throws AppError `not-found`. */
export async function moveIncident(
  tx: Tx,
  id: number,
  direction: Direction,
  who: number | null,
  now: Instant,
): Promise<void> {
  const incident = await getIncident(tx, id);
  const peers = (await listIncidents(tx)).filter((row) => row.category === incident.category);
  const ids = peers.map((row) => row.id);
  const moved = moveOnePlace(ids, id, direction);
  if (!moved) return;
  const positions = peers.map((row) => row.position).toSorted((one, other) => one - other);
  for (const [index, each] of moved.entries())
    await tx
      .updateTable("incidents")
      .set({ position: positions[index] })
      .where("id", "=", each)
      .execute();
  await change(tx, incident, {}, "moved", who, now);
}

/** Its versions and figures stay, so that it can be brought back. @throws AppError `not-found`. */
export async function archiveIncident(
  tx: Tx,
  id: number,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const incident = await getIncident(tx, id);
  return change(tx, incident, { archived_at: now }, "archived", who, now);
}

/** Back from the archive, as it was. @throws AppError `not-found`. */
export async function unarchiveIncident(
  tx: Tx,
  id: number,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const incident = await findIncident(tx, id);
  if (!incident) throw noIncident();
  if (incident.archived_at === null) return incident;
  return change(tx, incident, { archived_at: null }, "restored", who, now);
}

/** Everything that people write, at once; `input` must have passed `requireIncident`. */
export async function changeIncident(
  tx: Tx,
  before: IncidentRow,
  input: IncidentInput,
  kind: IncidentChange,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  return change(tx, before, { ...columnsOf(input), archived_at: null }, kind, who, now);
}

async function change(
  tx: Tx,
  before: IncidentRow,
  columns: Partial<ReturnType<typeof columnsOf>> & { archived_at?: Instant | null },
  kind: IncidentChange,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  const incident = await tx
    .updateTable("incidents")
    .set({ ...columns, version: before.version + 1, updated_at: now })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return keepVersion(tx, incident, kind, who, now);
}

async function keepVersion(
  tx: Tx,
  incident: IncidentRow,
  kind: IncidentChange,
  who: number | null,
  now: Instant,
): Promise<IncidentRow> {
  await tx
    .insertInto("incident_versions")
    .values({
      incident_id: incident.id,
      version: incident.version,
      change: kind,
      snapshot: JSON.stringify(inputOf(incident)),
      changed_by: who,
      changed_at: now,
    })
    .execute();
  return incident;
}

function columnsOf(input: IncidentInput) {
  return {
    name: input.name,
    category: input.category,
    phrasings: JSON.stringify(input.phrasings),
    terms: JSON.stringify(input.terms),
    is_enabled: input.enabled ? (1 as const) : (0 as const),
  };
}
