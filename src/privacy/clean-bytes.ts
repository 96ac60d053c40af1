import { basename } from "node:path";
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

/** All writing waits for it; reading goes on. Returns for how many milliseconds. */
async function rewrite(recado: Recado): Promise<number> {
  const { config, log, store } = recado;
  log.warn("erasure.rewriting-file: writing waits until it is done");
  const started = performance.now();
  try {
    await store.queue.alone(() => runTask({ what: "rewrite", dataFile: config.dataFile }));
  } catch (error) {
    log.error("erasure.rewrite-failed", { error: errorText(error) });
  }
  await cutWal(recado);
  const ms = Math.round(performance.now() - started);
  log.info("erasure.file-rewritten", { ms });
  return ms;
}
