import type { Subprocess } from "bun";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Job } from "./client.ts";
import { APP_SECRET, OURS } from "./webhooks.ts";

const root = resolve(import.meta.dir, "../..");
const source = ["src/main.ts", "serve"];
/** `npm run build` makes it; without it only the source is measured. */
const binary = join(root, "dist/recado");
export const hasBinary = () => existsSync(binary);

/** A data folder on the disk that the program is on: a file system in memory has no fsync. */
export function newFolder(): string {
  const parent = join(root, "data");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "bench-"));
}

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** Below the ports that the system gives to outgoing connections, which could take it meanwhile. */
export function freePort(): number {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      void Bun.serve({ hostname: "127.0.0.1", port, fetch: () => new Response() }).stop(true);
      return port;
    } catch {
      continue;
    }
  }
}

export interface Running {
  port: number;
  graphPort: number;
  /** Resident memory in MB. */
  memory(): number;
  /** Computed so far, of all its threads. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** The environment that every Recado of the benchmarks has. */
export function environment(
  folder: string,
  port: number,
  graphPort: number,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    RECADO_DATA_DIR: folder,
    RECADO_PORT: String(port),
    RECADO_SECRET_KEY: "bench",
    RECADO_LOG_LEVEL: "error",
    RECADO_META_APP_SECRET: APP_SECRET,
    RECADO_META_VERIFY_TOKEN: "bench",
    RECADO_META_ACCESS_TOKEN: "EAAbench",
    RECADO_META_WABA_ID: OURS.wabaId,
    RECADO_META_PHONE_NUMBER_ID: OURS.phoneNumberId,
    RECADO_META_GRAPH_URL: `http://127.0.0.1:${graphPort}/v26.0`,
  };
}

/** The real server, from source or as the binary, in a process of its own. */
export async function startRecado(
  folder: string,
  form: "source" | "binary" = "source",
): Promise<Running> {
  const command = form === "binary" ? [binary, "serve"] : [process.execPath, ...source];
  return start(command, folder);
}

/** One of the baseline-*.ts beside this file. */
export async function startBaseline(file: string, folder: string): Promise<Running> {
  return start([process.execPath, join(import.meta.dir, file)], folder);
}

async function start(command: string[], folder: string): Promise<Running> {
  const [port, graphPort] = [freePort(), freePort()];
  const child = Bun.spawn(command, {
    cwd: root,
    env: environment(folder, port, graphPort),
    stdout: "ignore",
    stderr: "inherit",
  });
  await answering(port, child);
  return {
    port,
    graphPort,
    memory: () => residentMegabytes(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid),
    async stop() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

async function answering(port: number, child: Subprocess): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error("the server ended by itself");
    await Bun.sleep(20);
  }
  throw new Error("the server does not answer");
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Load comes from another process, or it would stand in the server's way. */
export async function runClient<Result>(job: Job): Promise<Result> {
  return run<Result>("client.ts", JSON.stringify(job));
}

/** Runs a script of this folder and returns the JSON that it prints. */
export async function run<Result>(file: string, ...words: string[]): Promise<Result> {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, file), ...words], {
    cwd: root,
    stdout: "pipe",
    stderr: "inherit",
  });
  const output = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`${file} failed`);
  return JSON.parse(output) as Result;
}
