import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { FlowsTable, FlowVersionsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Flow } from "./flow.ts";

export type FlowRow = Selectable<FlowsTable>;
export type FlowVersionRow = Selectable<FlowVersionsTable>;

const LONGEST_NAME = 80;
const LONGEST_DESCRIPTION = 500;
const LONGEST_NOTE = 200;

/** By name, without those that were put away. */
export async function listFlows(
  db: Db,
  { isArchived = false }: { isArchived?: boolean } = {},
): Promise<FlowRow[]> {
  return db
    .selectFrom("flows")
    .selectAll()
    .where("archived_at", isArchived ? "is not" : "is", null)
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** Archived ones, too. @throws AppError `not-found`. */
export async function getFlow(db: Db, id: number): Promise<FlowRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("flows").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no flow with this id.");
  return row;
}

export function draftOf(row: Pick<FlowRow, "draft">): Flow {
  return JSON.parse(row.draft) as Flow;
}

export interface FlowInput {
  name: string;
  description?: string;
  flow: Flow;
  /** The pack it comes with. */
  pack?: string | null;
}

/** A draft: nobody meets it before it is published. @throws AppError `invalid`. */
export async function insertFlow(tx: Tx, input: FlowInput, now: Instant): Promise<FlowRow> {
  return tx
    .insertInto("flows")
    .values({
      name: requireName(input.name),
      description: (input.description ?? "").trim().slice(0, LONGEST_DESCRIPTION),
      draft: JSON.stringify(input.flow),
      published_version: null,
      pack: input.pack ?? null,
      created_at: now,
      updated_at: now,
      archived_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Keeps a draft that was made of the one with this revision. @throws AppError `conflict`: somebody
 * else has saved meanwhile; `not-found`.
 */
export async function saveDraft(
  tx: Tx,
  id: number,
  flow: Flow,
  revision: number,
  now: Instant,
): Promise<FlowRow> {
  const row = await getFlow(tx, id);
  if (row.draft_revision !== revision)
    throw new AppError("conflict", "Somebody else has changed this flow. Open it anew.");
  return tx
    .updateTable("flows")
    .set({ draft: JSON.stringify(flow), draft_revision: revision + 1, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `invalid`, `not-found`. */
export async function renameFlow(
  tx: Tx,
  id: number,
  { name, description = "" }: { name: string; description?: string },
  now: Instant,
): Promise<FlowRow> {
  await getFlow(tx, id);
  return tx
    .updateTable("flows")
    .set({
      name: requireName(name),
      description: description.trim().slice(0, LONGEST_DESCRIPTION),
      updated_at: now,
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The draft as it is becomes the next version: new dialogues follow it, running ones keep theirs. */
export async function publishFlow(
  tx: Tx,
  id: number,
  { by, note = "" }: { by: number | null; note?: string },
  now: Instant,
): Promise<FlowRow> {
  const row = await getFlow(tx, id);
  return publish(tx, row, row.draft, { by, note }, now);
}

/** An old version once more, as a new one; the draft follows. @throws AppError `not-found`. */
export async function rollBackFlow(
  tx: Tx,
  id: number,
  version: number,
  { by, note = "" }: { by: number | null; note?: string },
  now: Instant,
): Promise<FlowRow> {
  const row = await getFlow(tx, id);
  const old = await getFlowVersion(tx, id, version);
  const drafted = await saveDraft(
    tx,
    id,
    JSON.parse(old.definition) as Flow,
    row.draft_revision,
    now,
  );
  return publish(tx, drafted, old.definition, { by, note }, now);
}

async function publish(
  tx: Tx,
  row: FlowRow,
  definition: string,
  { by, note }: { by: number | null; note: string },
  now: Instant,
): Promise<FlowRow> {
  const last = await tx
    .selectFrom("flow_versions")
    .select("version")
    .where("flow_id", "=", row.id)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto("flow_versions")
    .values({
      flow_id: row.id,
      version,
      definition,
      note: note.trim().slice(0, LONGEST_NOTE),
      published_by: by,
      published_at: now,
    })
    .execute();
  return tx
    .updateTable("flows")
    .set({ published_version: version, updated_at: now })
    .where("id", "=", row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first. */
export async function listFlowVersions(db: Db, id: number): Promise<FlowVersionRow[]> {
  return db
    .selectFrom("flow_versions")
    .selectAll()
    .where("flow_id", "=", id)
    .orderBy("version", "desc")
    .execute();
}

/** @throws AppError `not-found`. */
export async function getFlowVersion(db: Db, id: number, version: number): Promise<FlowVersionRow> {
  const row = await db
    .selectFrom("flow_versions")
    .selectAll()
    .where("flow_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) throw new AppError("not-found", "There is no such version of this flow.");
  return row;
}

/** Switched off: no dialogue begins by it; running ones go on. @throws AppError `not-found`. */
export async function enableFlow(
  tx: Tx,
  id: number,
  isEnabled: boolean,
  now: Instant,
): Promise<FlowRow> {
  await getFlow(tx, id);
  return tx
    .updateTable("flows")
    .set({ is_enabled: isEnabled ? 1 : 0, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Puts it away, or takes it out again; running dialogues go on. @throws AppError `not-found`. */
export async function archiveFlow(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<FlowRow> {
  await getFlow(tx, id);
  return tx
    .updateTable("flows")
    .set({ archived_at: isArchived ? now : null, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function requireName(typed: string): string {
  const name = typed.replaceAll(/\s+/g, " ").trim();
  if (name && name.length <= LONGEST_NAME) return name;
  throw new AppError("invalid", `name: give a name of at most ${LONGEST_NAME} characters.`);
}
