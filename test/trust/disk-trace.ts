import { readFileSync } from "node:fs";

/** What one system call did that matters to the promise; `at` is its place in the trace. */
export type Step = { at: number } & (
  | { kind: "request"; socket: number }
  | { kind: "answer"; socket: number }
  | { kind: "write"; file: string; offset: number; bytes: Buffer }
  | { kind: "truncate"; file: string; size: number }
  | { kind: "remove"; file: string }
  | { kind: "sync"; file: string }
);

/** The options that `readTrace` understands; the program stays our child (-D). */
export function straceCommand(strace: string, output: string): string[] {
  const calls = "recvfrom,sendto,writev,sendmsg,pwrite64,ftruncate,unlink,unlinkat,fsync,fdatasync";
  return [strace, "-D", "-f", "-y", "-xx", "-s", "5000", "-o", output, "-e", `trace=${calls}`];
}

/** The calls of a trace, in order, that concern webhooks and the data file. */
export function readTrace(path: string): Step[] {
  const unfinished = new Map<string, string>();
  const steps: Step[] = [];
  for (const [at, line] of readFileSync(path, "latin1").split("\n").entries()) {
    const found = /^(\d+) +(.*)$/.exec(line);
    if (!found) continue;
    const [, pid = "", rest = ""] = found;
    if (rest.endsWith("<unfinished ...>")) {
      unfinished.set(pid, rest.slice(0, -"<unfinished ...>".length).trimEnd());
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const call = resumed ? (unfinished.get(pid) ?? "") + (resumed[1] ?? "") : rest;
    const step = stepOf(call, at);
    if (step) steps.push(step);
  }
  return steps;
}

function stepOf(call: string, at: number): Step | undefined {
  if (/= -1 /.test(call)) return undefined;
  const [, name = "", fd = "0", path = ""] = /^(\w+)\((\d+)<([^>]*)>/.exec(call) ?? [];
  const file = unhex(path).split("/").pop() ?? "";
  switch (name) {
    case "recvfrom":
      return textOf(call).startsWith("POST /webhooks/meta")
        ? { at, kind: "request", socket: Number(fd) }
        : undefined;
    case "sendto":
    case "writev":
    case "sendmsg":
      return textOf(call).startsWith("HTTP/1.1 200")
        ? { at, kind: "answer", socket: Number(fd) }
        : undefined;
    case "pwrite64": {
      const [, offset = "0"] = /, (\d+)\) += \d+$/.exec(call) ?? [];
      return { at, kind: "write", file, offset: Number(offset), bytes: bytesOf(call) };
    }
    case "ftruncate":
      return { at, kind: "truncate", file, size: Number(/, (\d+)\)/.exec(call)?.[1]) };
    case "fsync":
    case "fdatasync":
      return { at, kind: "sync", file };
  }
  const removed = /^unlink(?:at)?\(.*?"([^"]*)"/.exec(call)?.[1];
  return removed ? { at, kind: "remove", file: unhex(removed).split("/").pop() ?? "" } : undefined;
}

function textOf(call: string): string {
  return bytesOf(call).toString("latin1", 0, 60);
}

function bytesOf(call: string): Buffer {
  return Buffer.from(
    (/"((?:\\x[0-9a-f]{2})*)"/.exec(call)?.[1] ?? "").replaceAll("\\x", ""),
    "hex",
  );
}

function unhex(text: string): string {
  return text.startsWith("\\x") ? Buffer.from(text.replaceAll("\\x", ""), "hex").toString() : text;
}

/**
 * What is on the disk for certain at `until`, when the power goes: of each file, the
 * writes that its last finished fsync covers. `base`: the files before the trace began.
 */
export function durableFiles(
  steps: Step[],
  until: number,
  base: Map<string, Buffer>,
): Map<string, Buffer> {
  const lastSync = new Map<string, number>();
  for (const step of steps) {
    if (step.at < until && step.kind === "sync") lastSync.set(step.file, step.at);
  }
  const files = new Map<string, Buffer>(
    [...base].map(([name, bytes]) => [name, Buffer.from(bytes)] as [string, Buffer]),
  );
  for (const step of steps) {
    if (step.at >= until || !("file" in step)) continue;
    if (step.kind === "remove") files.delete(step.file);
    if (step.at > (lastSync.get(step.file) ?? -1)) continue;
    if (step.kind === "write")
      files.set(step.file, written(files.get(step.file), step.offset, step.bytes));
    if (step.kind === "truncate")
      files.set(
        step.file,
        written(files.get(step.file), step.size, Buffer.alloc(0)).subarray(0, step.size),
      );
  }
  return files;
}

function written(file: Buffer = Buffer.alloc(0), offset: number, bytes: Buffer): Buffer {
  const size = Math.max(file.byteLength, offset + bytes.byteLength);
  const grown =
    size > file.byteLength ? Buffer.concat([file, Buffer.alloc(size - file.byteLength)]) : file;
  bytes.copy(grown, offset);
  return grown;
}
