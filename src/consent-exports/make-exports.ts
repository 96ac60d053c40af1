import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { auditExport } from "../audit/audit-export.ts";
import { DAY } from "../clock.ts";
import type { Config } from "../config.ts";
import { runAsNobody } from "../db/actor.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { type ExportRow, updateExport } from "./exports.ts";
import type { Written } from "./write-export.ts";
import { filterOf, writeAuditFile, writeConsentFile } from "./write-files.ts";

/** How long a file is kept. */
export const KEPT = 7 * DAY;

const running = new WeakMap<Recado, Promise<void>>();

export function exportFolder({ dataFolder }: Pick<Config, "dataFolder">): string {
  return join(dataFolder, "exports");
}

/** Writes every approved export, one after the other, each in a process of its own. Never throws. */
export function makeExports(recado: Recado): Promise<void> {
  const known = running.get(recado);
  if (known) return known;
  const work = runAsNobody(() => makeAll(recado))
    // A stop closes the file under it: the next start begins the export anew.
    .catch((error: unknown) => recado.log.warn("exports.stopped", { error: errorText(error) }))
    .finally(() => running.delete(recado));
  running.set(recado, work);
  return work;
}

/** What a stop cut off is begun anew. */
async function makeAll(recado: Recado): Promise<void> {
  for (;;) {
    const next = await recado.db
      .selectFrom("consent_exports")
      .selectAll()
      .where("state", "in", ["queued", "running"])
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    if (!next || (await isErasing(recado.db))) return;
    await makeOne(recado, next).catch((error: unknown) => fail(recado, next.id, error));
  }
}

async function makeOne(recado: Recado, row: ExportRow): Promise<void> {
  const { db, write, config, clock } = recado;
  const erasures = await countErasures(db);
  await removeRemains(config, row);
  await write((tx) => updateExport(tx, row.id, { state: "running", done: 0, total: 0 }));
  const file = `${row.log}-${row.id}-${crypto.randomUUID()}.zip`;
  mkdirSync(exportFolder(config), { recursive: true, mode: 0o700 });
  const path = join(exportFolder(config), file);
  const written = await (row.log === "audit" ? writeAuditFile : writeConsentFile)(
    recado,
    row,
    path,
  );
  // Whoever was erased meanwhile may be in it: it is written anew.
  if ((await countErasures(db)) !== erasures) return;
  await write((tx) => finish(tx, row, { file, ...written }, clock.now()));
}

async function finish(
  tx: Tx,
  row: ExportRow,
  { file, byteSize, sha256, records }: Written & { file: string },
  now: Instant,
): Promise<void> {
  const { id, reason, requested_by: by } = row;
  await updateExport(tx, id, {
    state: "ready",
    done: 1,
    total: 1,
    file,
    byte_size: byteSize,
    sha256,
    finished_at: now,
    expires_at: now + KEPT,
  });
  const { contact_id: contactId = null } = filterOf(row);
  const actor = { type: "person" as const, id: by, address: null };
  const facts = { what: `${row.log} export`, id, contactId, reason, count: records, sha256 };
  await auditExport(tx, { ...(by !== null && { actor }), ...facts }, now);
}

/** Of an attempt that was cut off. */
async function removeRemains(config: Config, { id, log }: ExportRow): Promise<void> {
  const folder = exportFolder(config);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files)
    if (file.startsWith(`${log}-${id}-`)) await rm(join(folder, file), { force: true });
}

async function countErasures(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom("erasures")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

/** While somebody is being erased nothing is written that they could be in; the next tick asks again. */
async function isErasing(db: Db): Promise<boolean> {
  const erasure = await db
    .selectFrom("erasures")
    .select("id")
    .where("state", "in", ["running", "cleaning"])
    .limit(1)
    .executeTakeFirst();
  return erasure !== undefined;
}

async function fail(recado: Recado, id: number, error: unknown): Promise<void> {
  recado.log.error("export.failed", { export: id, error: errorText(error) });
  const change = {
    state: "failed",
    error: errorText(error),
    finished_at: recado.clock.now(),
  } as const;
  await recado.write((tx) => updateExport(tx, id, change));
}

/** Files whose time is over are deleted; that they were there stays in the list. */
export async function expireExports(recado: Recado): Promise<void> {
  const now = recado.clock.now();
  const due = await recado.db
    .selectFrom("consent_exports")
    .select(["id", "file"])
    .where("state", "=", "ready")
    .where("expires_at", "<=", now)
    .execute();
  for (const { id, file } of due) {
    if (file) await rm(join(exportFolder(recado.config), file), { force: true });
    await recado.write((tx) => updateExport(tx, id, { state: "expired", file: null }));
  }
}
