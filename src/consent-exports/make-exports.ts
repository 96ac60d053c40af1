import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { auditExport } from "../audit/audit-export.ts";
import { DAY } from "../clock.ts";
import type { Config } from "../config.ts";
import { runAsNobody } from "../db/actor.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { runOwnProcess } from "../jobs/own-process.ts";
import { errorText } from "../log.ts";
import type { Head } from "../proof/log.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import type { Finding } from "./examine-log.ts";
import { type ExportRow, updateExport } from "./exports.ts";
import type { ExportFilter } from "./filter.ts";
import { refusalText, signEnd } from "./sign-end.ts";
import type { ExportOrder, Written } from "./write-export.ts";

/** How long a file is kept. */
export const KEPT = 7 * DAY;
/** Milliseconds between two notes of how far it is. */
const NOTE_EVERY = 500;

const running = new WeakMap<Recado, Promise<void>>();

export function exportFolder({ dataFolder }: Pick<Config, "dataFolder">): string {
  return join(dataFolder, "exports");
}

/** Writes every approved export, one after the other, each in a process of its own. Never throws. */
export function makeExports(recado: Recado): Promise<void> {
  const known = running.get(recado);
  if (known) return known;
  const work = runAsNobody(() => makeAll(recado)).finally(() => running.delete(recado));
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
  const { db, write, config, clock, signer } = recado;
  const erasures = await countErasures(db);
  await removeRemains(config, row.id);
  await write((tx) => updateExport(tx, row.id, { state: "running", done: 0, total: 0 }));
  const { head, findings } = await examine(config);
  if (findings.length > 0) throw new Error(refusalText(findings));
  const end = await write((tx) => signEnd(tx, signer, head, clock.now()));
  const order: ExportOrder = {
    filter: JSON.parse(row.filter) as ExportOrder["filter"],
    reason: row.reason,
    language: row.language as Language,
    madeBy: await nameOf(recado, row.requested_by),
    business: (await getSetting(db, "business"))?.name ?? "",
    now: clock.now(),
  };
  const file = `consent-${row.id}-${crypto.randomUUID()}.zip`;
  mkdirSync(exportFolder(config), { recursive: true, mode: 0o700 });
  const input = { order, end, path: join(exportFolder(config), file) };
  const written = await writeInOwnProcess(recado, row.id, input);
  // Whoever was erased meanwhile may be in it: it is written anew.
  if ((await countErasures(db)) !== erasures) return;
  await write((tx) => finish(tx, row, { file, ...written }, clock.now()));
}

async function finish(
  tx: Tx,
  { id, filter, reason, requested_by: by }: ExportRow,
  { file, byteSize, sha256, records }: Written & { file: string },
  now: Instant,
): Promise<void> {
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
  const { contact_id: contactId = null } = JSON.parse(filter) as ExportFilter;
  const actor = { type: "person" as const, id: by, address: null };
  const facts = { what: "consent export", id, contactId, reason, count: records, sha256 };
  await auditExport(tx, { ...(by !== null && { actor }), ...facts }, now);
}

/** Of an attempt that was cut off. */
async function removeRemains(config: Config, id: number): Promise<void> {
  const folder = exportFolder(config);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files)
    if (file.startsWith(`consent-${id}-`)) await rm(join(folder, file), { force: true });
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

async function examine(config: Config): Promise<{ head: Head; findings: Finding[] }> {
  let answer = "";
  await runOwnProcess(config, ["consent-work", "check"], { onLine: (line) => (answer = line) });
  return JSON.parse(answer) as { head: Head; findings: Finding[] };
}

async function writeInOwnProcess(recado: Recado, id: number, input: object): Promise<Written> {
  let written: Written | undefined;
  let notedAt = 0;
  const onLine = (line: string) => {
    const said = JSON.parse(line) as { written?: Written; done?: number; total?: number };
    written = said.written ?? written;
    const { done, total } = said;
    if (done === undefined || performance.now() - notedAt < NOTE_EVERY) return;
    notedAt = performance.now();
    void recado.write((tx) => updateExport(tx, id, { done, total })).catch(() => {});
  };
  await runOwnProcess(recado.config, ["consent-work", "write"], {
    input: JSON.stringify(input),
    onLine,
  });
  if (!written) throw new Error("the export ended without a file");
  return written;
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

/** A program asks in nobody's name. */
async function nameOf({ db }: Recado, userId: number | null): Promise<string> {
  const user = await db
    .selectFrom("users")
    .select("name")
    .where("id", "=", userId ?? 0)
    .executeTakeFirst();
  return user?.name ?? "API";
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
