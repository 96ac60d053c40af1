import { Database } from "bun:sqlite";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { examineConsent } from "../../src/consent-exports/examine-consent.ts";
import type { Finding } from "../../src/consent-exports/examine-log.ts";
import { endAsFound, signEnd } from "../../src/consent-exports/sign-end.ts";
import { verifyExport } from "../../src/consent-exports/verify-export.ts";
import { writeExport } from "../../src/consent-exports/write-export.ts";
import { type Db, openReader } from "../../src/db/open.ts";
import { makeCheckpoint } from "../../src/proof/checkpoints.ts";
import type { Signer } from "../../src/proof/signer.ts";
import { headOf } from "../../src/proof/log.ts";
import { addRecords } from "../consent-exports/round-trip.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { dice } from "./battery.ts";
import { tamper, tamperKinds } from "./tamper-export.ts";
import { tamperLog, tamperLogKinds } from "./tamper-log.ts";
import { readFiles, writeFiles } from "./tamper-zip.ts";

/** Says of an export at `path`, by the desk's key `key`, whether it is accepted. */
export type Accepts = (path: string, key: string) => Promise<boolean> | boolean;
export type Examine = (db: Db, signer: Signer) => Promise<{ findings: Finding[] }>;

export interface Stage {
  desk: Desk;
  path: string;
  key: string;
  size: number;
  close(): Promise<void>;
}

const RECORDS = 21;
const order = {
  filter: {},
  reason: "battery",
  madeBy: "Ana",
  language: "en" as const,
  business: "Loja Azul",
};

/** A log with two checkpoints, an export of it, and records since. */
export async function setStage(): Promise<Stage> {
  const desk = await openDesk();
  const { recado, clock } = desk;
  await addRecords(desk, 8);
  await recado.write((tx) => makeCheckpoint(tx, recado.signer, "daily", clock.now()));
  await addRecords(desk, RECORDS - 8);
  const head = await headOf(recado.db, "consent");
  const end = await recado.write((tx) => signEnd(tx, recado.signer, head, clock.now()));
  const path = join(desk.folder, "whole.zip");
  await writeExport(recado, { ...order, now: clock.now() }, end, path);
  await addRecords(desk, 3);
  const { size } = await headOf(recado.db, "consent");
  return { desk, path, key: recado.signer.fingerprint, size, close: () => desk.close() };
}

export interface Tally {
  tried: number;
  /** Names of what went through. */
  missed: string[];
}

/** Changes of the zip, one after the other. */
export async function tryExports(stage: Stage, count: number, accepts: Accepts): Promise<Tally> {
  const files = await readFiles(stage.path);
  const path = join(stage.desk.folder, "changed.zip");
  const tally: Tally = { tried: 0, missed: [] };
  for (let index = 0; index < count; index += 1) {
    const changed = tamper(files, index, dice(7_000 + index));
    await writeFiles(path, changed.files);
    tally.tried += 1;
    if (await accepts(path, stage.key)) tally.missed.push(changed.name);
  }
  return tally;
}

/** Bytes of the zip itself: each flip is found, or has changed no file in it. */
export async function tryFlips(stage: Stage, count: number, accepts: Accepts): Promise<Tally> {
  const whole = await Bun.file(stage.path).bytes();
  const before = JSON.stringify(await readFiles(stage.path));
  const path = join(stage.desk.folder, "flipped.zip");
  const tally: Tally = { tried: 0, missed: [] };
  for (let index = 0; index < count; index += 1) {
    const roll = dice(9_000 + index);
    const bytes = Uint8Array.from(whole);
    const at = roll(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + roll(255));
    writeFileSync(path, bytes);
    tally.tried += 1;
    if (!(await accepts(path, stage.key))) continue;
    // What the other reader refuses says nothing else to anybody.
    const after = await readFiles(path).then(JSON.stringify, () => before);
    if (after !== before) tally.missed.push(`byte ${at}`);
  }
  return tally;
}

/**
 * Changes of the data file: before anything is signed they are found by `examine`; and those that
 * an export shows are found in one that was made all the same.
 */
export async function tryDataFiles(
  stage: Stage,
  count: number,
  examine: Examine,
  accepts: Accepts,
): Promise<{ examined: Tally; exported: Tally }> {
  const { desk, key } = stage;
  const { signer, config, clock } = desk.recado;
  const whole = join(desk.folder, "whole.db");
  // The data file without its journal: a backup of this moment.
  const raw = new Database(config.dataFile);
  raw.run("PRAGMA wal_checkpoint(TRUNCATE)");
  raw.close();
  copyFileSync(config.dataFile, whole);
  const out = join(desk.folder, "as-found.zip");
  const examined: Tally = { tried: 0, missed: [] };
  const exported: Tally = { tried: 0, missed: [] };
  for (let index = 0; index < count; index += 1) {
    // A name of its own for each: what SQLite remembers of a file goes by its name.
    const path = join(desk.folder, `changed-${index}.db`);
    copyFileSync(whole, path);
    const { name, isShown } = tamperLog(path, index, dice(11_000 + index));
    const { db, close } = openReader(path);
    examined.tried += 1;
    const { findings } = await examine(db, signer);
    if (findings.length === 0) examined.missed.push(name);
    if (isShown) {
      exported.tried += 1;
      const end = await endAsFound(db, signer.logId);
      await writeExport({ db, signer }, { ...order, now: clock.now() }, end, out);
      if (await accepts(out, key)) exported.missed.push(name);
    }
    close();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  }
  return { examined, exported };
}

/** As a process of its own, for copies of the program that are broken on purpose. */
if (import.meta.main) {
  const stage = await setStage();
  const accepts: Accepts = async (path, key) => (await verifyExport(path, { key })).ok;
  const exports = await tryExports(stage, tamperKinds, accepts);
  const { examined } = await tryDataFiles(stage, tamperLogKinds, examineConsent, () => false);
  await stage.close();
  process.stdout.write(JSON.stringify({ exports: exports.missed, dataFiles: examined.missed }));
  process.exit(0);
}
