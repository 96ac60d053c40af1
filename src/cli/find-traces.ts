import { NO_OLD_SPACE } from "../db/freed-space.ts";
import { openConnection } from "../db/open.ts";
import { scanFiles } from "../privacy/scan-files.ts";
import { scanRows } from "../privacy/scan-rows.ts";
import type { TraceTask } from "../privacy/traces.ts";
import { type Command, print } from "./command.ts";

/** The program's own helper for erasures: its work comes by standard input. Not for people, so not in --help. */
export const findTraces: Command = {
  name: "find-traces",
  isInternal: true,
  summary: "Internal: looks for what an erasure has left, in a process of its own.",
  run: async () => runTask((await Bun.stdin.json()) as TraceTask),
};

function runTask(task: TraceTask): void {
  if (task.what === "rewrite") return rewrite(task.dataFile);
  if (task.what === "files")
    return scanFiles(task.folder, task.needles, task.skip, (trace) => print(JSON.stringify(trace)));
  const places = new Map(task.needles.map((needle, place) => [needle, place]));
  scanRows(task.dataFile, task.needles, (trace, found) => {
    const needles = [...found].map((needle) => places.get(needle));
    print(JSON.stringify({ ...trace, needles }));
  });
}

/** Writes the file anew without the space that is free in it, and builds the search index again. */
function rewrite(dataFile: string): void {
  const database = openConnection(dataFile);
  try {
    database.run("INSERT INTO message_search(message_search) VALUES ('rebuild')");
    database.run("VACUUM");
    database.run(NO_OLD_SPACE);
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
}
