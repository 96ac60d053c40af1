import { opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";

/** Rows read in one query: pages and webhooks get their turn in between. */
const PAGE = 1000;

/**
 * Removes files that no row names: what a crash, a failed transaction or a
 * deleted ticket left behind. Only those older than a day: a younger one may be
 * on its way into the database. Returns how many.
 */
export async function sweepMediaFiles(recado: Recado): Promise<number> {
  const old = await listOldFiles(recado);
  if (old.size === 0) return 0;
  await forgetKnown(recado.db, old);
  await forgetAssets(recado.db, old);
  await forgetPapers(recado.db, old);
  for (const name of old) await rm(join(recado.config.mediaFolder, name), { force: true });
  if (old.size > 0) recado.log.info("media.swept", { files: old.size });
  return old.size;
}

async function listOldFiles(recado: Recado): Promise<Set<string>> {
  const { mediaFolder, nowOffset } = recado.config;
  // Files bear the machine's time, not the shifted one.
  const limit = recado.clock.now() - nowOffset - DAY;
  const old = new Set<string>();
  for await (const entry of await opendir(mediaFolder)) {
    if (!entry.isFile() || !/^[0-9a-f]{32}(\.part)?$/.test(entry.name)) continue;
    const about = await stat(join(mediaFolder, entry.name)).catch(() => null);
    if (about && about.mtimeMs < limit) old.add(entry.name);
  }
  return old;
}

async function forgetKnown(db: Db, names: Set<string>): Promise<void> {
  let after = 0;
  while (true) {
    const rows = await db
      .selectFrom("media")
      .select(["id", "file", "thumbnail"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const { file, thumbnail } of rows) {
      if (file) names.delete(file);
      if (thumbnail) names.delete(thumbnail);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
    await new Promise(setImmediate);
  }
}

/** Files of answers and articles stay, whether or not a message carries them. */
async function forgetAssets(db: Db, names: Set<string>): Promise<void> {
  const rows = await db.selectFrom("assets").select(["file", "thumbnail"]).execute();
  for (const { file, thumbnail } of rows) {
    names.delete(file);
    if (thumbnail) names.delete(thumbnail);
  }
}

/** Photos of papers that prove a consent. */
async function forgetPapers(db: Db, names: Set<string>): Promise<void> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("consent_papers")
      .select(["id", "file"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    for (const { file } of rows) names.delete(file);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
    await new Promise(setImmediate);
  }
}
