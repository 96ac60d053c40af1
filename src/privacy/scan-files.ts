import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ByteFinder, type Needle } from "./byte-finder.ts";

/** A file in whose bytes something of a person stands. */
export interface FileTrace {
  /** Within the data folder. */
  file: string;
  /** Which of the needles, by their places in the list, each once. */
  needles: number[];
}

const PIECE = 4 * 1024 * 1024;

/**
 * Reads every byte of every file below a folder, whatever it is, and tells which hold a
 * needle. A file that goes away meanwhile is none. For a process of its own.
 * `skip`: what the names of files begin with that are left out.
 */
export function scanFiles(
  folder: string,
  needles: readonly Needle[],
  skip: readonly string[],
  tell: (trace: FileTrace) => void,
): void {
  const finder = new ByteFinder(needles);
  const places = new Map(needles.map((needle, place) => [needle, place]));
  for (const file of listFiles(folder)) {
    const name = relative(folder, file);
    if (skip.some((start) => name.startsWith(start))) continue;
    const found = new Set<Needle>();
    if (!readThrough(file, finder, found) || found.size === 0) continue;
    const list = [...found].map((needle) => places.get(needle) as number);
    tell({ file: name, needles: list });
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Pieces overlap by the longest needle, so that none is torn. False when it cannot be read. */
function readThrough(file: string, finder: ByteFinder, found: Set<Needle>): boolean {
  try {
    const handle = openSync(file, "r");
    try {
      const buffer = new Uint8Array(PIECE + finder.longest);
      let kept = 0;
      for (let read = readSync(handle, buffer, kept, PIECE, null); read > 0;) {
        const end = kept + read;
        finder.scan(buffer.subarray(0, end), ({ needle }) => found.add(needle));
        kept = Math.min(finder.longest, end);
        buffer.copyWithin(0, end - kept, end);
        read = readSync(handle, buffer, kept, PIECE, null);
      }
    } finally {
      closeSync(handle);
    }
    return true;
  } catch {
    return statSync(file, { throwIfNoEntry: false }) === undefined;
  }
}
