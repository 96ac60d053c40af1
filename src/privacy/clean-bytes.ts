import { stat, statfs } from "node:fs/promises";
import { basename } from "node:path";
import { MINUTE } from "../clock.ts";
import type { Config } from "../config.ts";
import { hasOldFreedSpace } from "../db/freed-space.ts";
import { matchOf, hasMessagesWith } from "../db/search.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { forgetCoverage } from "../reports/coverage-cache.ts";
import type { Needle } from "./byte-finder.ts";
import { isTelling } from "./erase-traces.ts";
import type { ErasureReport } from "./erasures.ts";
import type { PersonTraces } from "./needles.ts";
import { findInFiles, type FoundTrace, runTask } from "./traces.ts";

export type CleanBytes = Pick<ErasureReport, "files" | "rewrittenMs" | "isClean">;

/** Tries at cutting the WAL while pages are being read, and milliseconds between them. */
const TRIES = 20;
const PAUSE = 100;
/** Then it is given up: nothing may hold up all writing for ever. */
const LONGEST_REWRITE = 10 * MINUTE;

/**
 * Makes sure that no byte of the data folder holds what no row holds any more: the WAL is cut,
 * every file is read, and where something is left in the data file it is written anew; once in
 * any case where an older version has left space that it did not overwrite.
 *
 * `remaining`: where the person's needles still stand in rows: those are looked for no further.
 */
export async function cleanBytes(
  recado: Recado,
  traces: PersonTraces,
  remaining: readonly FoundTrace[],
): Promise<CleanBytes> {
  forgetCoverage(recado);
  const needles = await strictNeedles(recado, traces, remaining);
  await cutWal(recado);
  const first = await findLeft(recado, needles);
  if (!first.isLeft && !(await hasOldFreedSpace(recado.db)))
    return { files: first.files, rewrittenMs: null, isClean: true };
  const rewrittenMs = await rewrite(recado);
  const second = await findLeft(recado, needles);
  return { files: second.files, rewrittenMs, isClean: !second.isLeft };
}

/** Those that must be nowhere: what no row has, and what is not everybody's word. */
async function strictNeedles(
  { db }: Recado,
  { needles, terms }: PersonTraces,
  remaining: readonly FoundTrace[],
): Promise<Needle[]> {
  const present = new Set(remaining.flatMap((trace) => trace.needles));
  const strict = needles.filter((needle, place) => !present.has(place) && isTelling(needle));
  for (const text of terms)
    if (!(await hasMessagesWith(db, matchOf(text)))) strict.push({ kind: "words", text });
  return strict;
}

async function cutWal(recado: Recado): Promise<void> {
  for (let n = 0; n < TRIES; n += 1) {
    if (await recado.store.queue.cutWal()) return;
    await Bun.sleep(PAUSE);
  }
  recado.log.warn("erasure.wal-not-cut");
}

async function findLeft(recado: Recado, needles: Needle[]) {
  const found = await findInFiles(recado, needles);
  const own = basename(recado.config.dataFile);
  const isOwn = (file: string) => file === own || file.startsWith(`${own}-`);
  return {
    isLeft: found.some(({ file }) => isOwn(file)),
    files: found.filter(({ file }) => !isOwn(file)).map(({ file }) => file),
  };
}

/**
 * All writing waits for it; reading goes on. It is all or nothing, whatever ends it. Returns for how
 * many milliseconds; null when it could not be done, and the bytes stay for a later time.
 */
async function rewrite(recado: Recado): Promise<number | null> {
  const { config, log, store } = recado;
  if (!(await hasRoom(config))) {
    log.error("erasure.no-room: the file cannot be written anew until the disk has room for it");
    return null;
  }
  log.warn("erasure.rewriting-file: writing waits until it is done");
  const started = performance.now();
  const task = { what: "rewrite", dataFile: config.dataFile } as const;
  try {
    await store.queue.alone(() => runTask(task, { timeout: LONGEST_REWRITE }));
  } catch (error) {
    log.error("erasure.rewrite-failed", { error: errorText(error) });
    return null;
  }
  const ms = Math.round(performance.now() - started);
  log.info("erasure.file-rewritten", { ms });
  await cutWal(recado);
  return ms;
}

/** The new file is written beside the old one, and goes through the WAL. */
async function hasRoom({ dataFile, dataFolder }: Config): Promise<boolean> {
  const [{ size }, { bavail, bsize }] = await Promise.all([stat(dataFile), statfs(dataFolder)]);
  return bavail * bsize > size * 2.5;
}
