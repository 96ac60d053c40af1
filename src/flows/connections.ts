import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { FlowConnectionsTable, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Secrets } from "../settings/secrets.ts";

/** Another system that dialogues ask over HTTP. */
export type ConnectionRow = Selectable<FlowConnectionsTable>;

export interface SecretHeader {
  name: string;
  value: string;
}

export interface ConnectionInput {
  name: string;
  baseUrl: string;
  headers: SecretHeader[];
}

/** By name, without those that were put away. */
export async function listConnections(db: Db): Promise<ConnectionRow[]> {
  return db
    .selectFrom("flow_connections")
    .selectAll()
    .where("archived_at", "is", null)
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** Archived ones, too. @throws AppError `not-found`. */
export async function getConnection(db: Db, id: number): Promise<ConnectionRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("flow_connections").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no connection with this id.");
  return row;
}

/** What goes with every request; empty where the key of this desk is another one by now. */
export function headersOf(
  row: Pick<ConnectionRow, "headers">,
  secrets: Pick<Secrets, "decrypt">,
): SecretHeader[] {
  try {
    return JSON.parse(secrets.decrypt(row.headers)) as SecretHeader[];
  } catch {
    return [];
  }
}

/** Checked by connection-form.ts. */
export async function insertConnection(
  tx: Tx,
  { name, baseUrl, headers }: ConnectionInput,
  secrets: Pick<Secrets, "encrypt">,
  now: Instant,
): Promise<ConnectionRow> {
  return tx
    .insertInto("flow_connections")
    .values({
      name,
      base_url: baseUrl,
      headers: secrets.encrypt(JSON.stringify(headers)),
      created_at: now,
      updated_at: now,
      archived_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `not-found`. */
export async function updateConnection(
  tx: Tx,
  id: number,
  { name, baseUrl, headers }: ConnectionInput,
  secrets: Pick<Secrets, "encrypt">,
  now: Instant,
): Promise<void> {
  await getConnection(tx, id);
  await tx
    .updateTable("flow_connections")
    .set({
      name,
      base_url: baseUrl,
      headers: secrets.encrypt(JSON.stringify(headers)),
      updated_at: now,
    })
    .where("id", "=", id)
    .execute();
}

/** Puts it away, or takes it out again. @throws AppError `not-found`. */
export async function archiveConnection(
  tx: Tx,
  id: number,
  isArchived: boolean,
  now: Instant,
): Promise<ConnectionRow> {
  await getConnection(tx, id);
  return tx
    .updateTable("flow_connections")
    .set({ archived_at: isArchived ? now : null, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
