import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The checkout that these tests are part of. */
export const root = join(import.meta.dir, "../..");

/**
 * How often to try: `full` under RECADO_TRUST=full, as a release asks for, a tenth
 * under RECADO_TRUST=tenth, else the few that an ordinary run has time for.
 */
export function countOf(full: number, ordinary: number): number {
  const wanted = process.env.RECADO_TRUST;
  if (wanted === "full") return full;
  return wanted === "tenth" ? Math.ceil(full / 10) : ordinary;
}

/** For a test that grows with `countOf`: about a minute in an ordinary run. */
export const patience = process.env.RECADO_TRUST ? 4 * 60 * 60 * 1000 : 120_000;

/** Watches, or spoils, the system calls of the real program. On a machine of our own it may be missing; CI installs it. */
export const strace = Bun.which("strace") ?? "strace";
export const canTrace =
  Bun.which("strace") !== null && Bun.spawnSync([strace, "-o", "/dev/null", "true"]).success;

/** One line of figures for whoever reads the run. */
export function report(name: string, figures: Record<string, unknown>): void {
  const words = Object.entries(figures).map(([key, value]) => `${key} ${String(value)}`);
  process.stdout.write(`  trust ${name}: ${words.join(", ")}\n`);
}

/** One change to one file: the line that keeps a promise, and what breaks it. */
export interface Break {
  file: string;
  /** Loose about spaces, so that a formatter does not matter. */
  replace: RegExp;
  by: string;
}

/**
 * A copy of the program with one promise broken, so that a harness can show that
 * it notices. Throws when the line to break is not there any more.
 */
export function brokenCopy(...breaks: Break[]): { root: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "recado-broken-"));
  for (const part of ["src", "views", "migrations", "static", "package.json", "tsconfig.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { file, replace, by } of breaks) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (text.split(replace).length !== 2)
      throw new Error(`${file} does not have exactly one: ${replace}`);
    writeFileSync(
      path,
      text.replace(replace, () => by),
    );
  }
  return { root: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A fresh folder under the system's temporary one. */
export function freshFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `recado-${name}-`));
  mkdirSync(path, { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Whole numbers that repeat for a seed: which moment, which message. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
