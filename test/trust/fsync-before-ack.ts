import { Database } from "bun:sqlite";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepareFolder, startProgram } from "../support/server.ts";
import { freshFolder } from "./battery.ts";
import { durableFiles, readTrace, type Step, straceCommand } from "./disk-trace.ts";
import { deliver, textDelivery } from "./meta-client.ts";

const DATA_FILE = "recado.db";
const LOG_FILE = "recado.db-wal";
/** Moments at which the power goes. */
const POWER_CUTS = 24;

export interface FsyncFigures {
  /** 200s to Meta seen in the trace. */
  acks: number;
  /** Of those, with a finished fsync of the log between the request and its 200. */
  synced: number;
  powerCuts: number;
  /** Webhooks acknowledged before a cut that are not in the file the disk would have. */
  lost: number;
}

/**
 * Watches the real program's system calls while webhooks come one by one and eight
 * at a time, then cuts the power: at each cut only what was synced is kept.
 */
export async function fsyncBeforeAck({
  webhooks,
  strace,
  root,
}: {
  webhooks: number;
  strace: string;
  root?: string;
}): Promise<FsyncFigures> {
  const folder = freshFolder("fsync");
  const output = freshFolder("fsync-trace");
  try {
    await prepareFolder(folder.path);
    const base = readFiles(folder.path);
    const trace = join(output.path, "trace");
    const server = await startProgram({
      dataFolder: folder.path,
      root,
      wrap: straceCommand(strace, trace),
    });
    for (let sent = 0; sent < webhooks;) {
      const wave = sent < webhooks / 2 ? 1 : Math.min(8, webhooks - sent);
      await Promise.all(
        Array.from({ length: wave }, (_, index) =>
          deliver(server, textDelivery(index, `message ${sent + index}`)),
        ),
      );
      sent += wave;
    }
    await server.kill();
    await untilTraced(trace, server.pid);
    const steps = readTrace(trace);
    return { ...countSynced(steps), ...cutPower(steps, base) };
  } finally {
    folder.remove();
    output.remove();
  }
}

function readFiles(folder: string): Map<string, Buffer> {
  const names = [DATA_FILE, LOG_FILE].filter((name) => existsSync(join(folder, name)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** strace writes on after the program is gone. */
async function untilTraced(trace: string, pid: number): Promise<void> {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    if (
      new RegExp(`^${pid} .*\\+\\+\\+ (?:killed|exited)`, "m").test(
        readFileSync(trace, "latin1").slice(-100_000),
      )
    )
      return;
    await Bun.sleep(20);
  }
  throw new Error("strace did not finish");
}

function answersOf(steps: Step[]): { request: number; answer: number }[] {
  const asked = new Map<number, number>();
  const answers: { request: number; answer: number }[] = [];
  for (const step of steps) {
    if (step.kind === "request") asked.set(step.socket, step.at);
    if (step.kind !== "answer") continue;
    const request = asked.get(step.socket);
    if (request !== undefined) answers.push({ request, answer: step.at });
    asked.delete(step.socket);
  }
  return answers;
}

function countSynced(steps: Step[]): { acks: number; synced: number } {
  const answers = answersOf(steps);
  const syncs = steps
    .filter((step) => step.kind === "sync" && step.file === LOG_FILE)
    .map((step) => step.at);
  const isSynced = ({ request, answer }: { request: number; answer: number }) =>
    syncs.some((at) => at > request && at < answer);
  return { acks: answers.length, synced: answers.filter(isSynced).length };
}

function cutPower(steps: Step[], base: Map<string, Buffer>): { powerCuts: number; lost: number } {
  const moments = answersOf(steps)
    .map(({ answer }) => answer)
    .toSorted((a, b) => a - b);
  const stride = Math.max(1, Math.ceil(moments.length / POWER_CUTS));
  let powerCuts = 0;
  let lost = 0;
  for (let acked = stride; acked <= moments.length; acked += stride) {
    // The bytes of the 200 are leaving: this and every one before it were acknowledged.
    const kept = countJournal(durableFiles(steps, moments[acked - 1] ?? 0, base));
    lost += Math.max(0, acked - kept);
    powerCuts += 1;
  }
  return { powerCuts, lost };
}

/** None when what is left cannot even be read. */
function countJournal(files: Map<string, Buffer>): number {
  const disk = freshFolder("disk");
  try {
    for (const [name, bytes] of files) writeFileSync(join(disk.path, name), bytes);
    const db = new Database(join(disk.path, DATA_FILE));
    const row = db.query<{ n: number }, []>("SELECT count(*) AS n FROM webhook_events").get();
    db.close();
    return row?.n ?? 0;
  } catch {
    return 0;
  } finally {
    disk.remove();
  }
}
