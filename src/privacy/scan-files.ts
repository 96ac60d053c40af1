import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join, relative } from "node:path";
import { ByteFinder, type Needle } from "./byte-finder.ts";

/** A file in whose bytes something of a person stands. */
export interface FileTrace {
  /** Within the data folder. */
  file: string;
  /** Which of the needles, by their places in the list, each once. */
  needles: number[];
  /** It is packed, and nobody can see who is in it. */
  isPacked: boolean;
}

/** How packed files begin: zip, gzip, Zstandard, xz, bzip2, 7z. */
const packed = ["504b0304", "1f8b", "28b52ffd", "fd377a58", "425a68", "377abcaf"];
/** What the desk itself keeps packed: files of messages, and exports, which have rows of their own. */
const ownPacked = /^(media|exports)\//;
const PIECE = 4 * 1024 * 1024;

/**
 * Reads every byte of every file below a folder, whatever it is, and tells which hold a
 * needle, or may because they are packed. A file that goes away meanwhile is none. For a process of its own.
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
    const isPacked = readThrough(file, finder, found) && !ownPacked.test(name);
    if (!isPacked && found.size === 0) continue;
    const list = [...found].map((needle) => places.get(needle) as number);
    tell({ file: name, needles: list, isPacked });
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Pieces overlap by the longest needle, so that none is torn. Returns whether the file is packed. */
function readThrough(file: string, finder: ByteFinder, found: Set<Needle>): boolean {
  const handle = openToRead(file);
  if (handle === undefined) return false;
  try {
    const buffer = new Uint8Array(PIECE + finder.longest);
    let [kept, isPacked, isBeginning] = [0, false, true];
    for (let read = readSync(handle, buffer, kept, PIECE, null); read > 0;) {
      const end = kept + read;
      if (isBeginning)
        isPacked = packed.some((start) => buffer.subarray(0, 8).toHex().startsWith(start));
      isBeginning = false;
      finder.scan(buffer.subarray(0, end), ({ needle }) => found.add(needle));
      kept = Math.min(finder.longest, end);
      buffer.copyWithin(0, end - kept, end);
      read = readSync(handle, buffer, kept, PIECE, null);
    }
    return isPacked;
  } finally {
    closeSync(handle);
  }
}

/** Undefined when it went away. @throws Error when it is there and may not be read. */
function openToRead(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if (existsSync(file)) throw error;
    return undefined;
  }
}
