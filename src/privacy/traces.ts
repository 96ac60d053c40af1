import { runSelf } from "../jobs/run-self.ts";
import type { Recado } from "../recado.ts";
import type { Needle } from "./byte-finder.ts";
import type { FileTrace } from "./scan-files.ts";
import type { Trace } from "./scan-rows.ts";

/** What the command `find-traces` is given to do. */
export type TraceTask =
  | { what: "rows"; dataFile: string; needles: Needle[] }
  | { what: "files"; folder: string; needles: Needle[]; skip: string[] }
  | { what: "rewrite"; dataFile: string };

/** A cell, and which of the needles stand in it, by their places in the list. */
export type FoundTrace = Trace & { needles: number[] };

/** Looks for needles in every cell of the data file, in a process of its own. */
export async function findTraces(
  { config }: Pick<Recado, "config">,
  needles: Needle[],
): Promise<FoundTrace[]> {
  return runTask<FoundTrace>({ what: "rows", dataFile: config.dataFile, needles });
}

/** Looks for needles in the bytes of every file of the data folder, in a process of its own. */
export async function findInFiles(
  { config }: Pick<Recado, "config">,
  needles: Needle[],
  { skip = [] }: { skip?: string[] } = {},
): Promise<FileTrace[]> {
  return runTask<FileTrace>({ what: "files", folder: config.dataFolder, needles, skip });
}

/** @throws Error when the process fails. */
export async function runTask<Line>(
  task: TraceTask,
  options: { timeout?: number } = {},
): Promise<Line[]> {
  const lines: Line[] = [];
  const keep = (line: string) => void lines.push(JSON.parse(line) as Line);
  await runSelf(["find-traces"], JSON.stringify(task), keep, options);
  return lines;
}
