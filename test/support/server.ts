import type { Subprocess } from "bun";
import { join } from "node:path";
import { signBody } from "../../src/whatsapp/signature.ts";
import { APP_SECRET, PHONE_NUMBER_ID, WABA_ID } from "./desk.ts";

/** How long a start may take before the test gives up, in milliseconds. */
const PATIENCE = 20_000;

export interface ServerOptions {
  dataFolder: string;
  env?: Record<string, string>;
  /** Where `src/main.ts` lies; another than ours for a program that is broken on purpose. */
  root?: string;
  /** Put before the command, such as strace. */
  wrap?: string[];
}

export interface Server {
  url: string;
  pid: number;
  /** From start to the first good /readyz, in milliseconds. */
  readyAfter: number;
  /** What it wrote to stderr. */
  log: string[];
  exited: Promise<number>;
  /** kill -9: nothing can be finished. */
  kill(): Promise<void>;
  /** SIGTERM: what is in flight is finished. */
  stop(): Promise<number>;
  /** Signed as Meta signs. */
  postWebhook(body: Uint8Array<ArrayBuffer> | string): Promise<Response>;
}

/**
 * The real program as a process of its own on a free port of 127.0.0.1, answering
 * /readyz. With RECADO_BINARY it is that binary instead of `src/main.ts`.
 */
export async function startProgram({
  dataFolder,
  env = {},
  root,
  wrap = [],
}: ServerOptions): Promise<Server> {
  const started = performance.now();
  const child = Bun.spawn([...wrap, ...commandOf(root), "serve"], {
    env: programEnv(dataFolder, env),
    stdout: "ignore",
    stderr: "pipe",
    stdin: "ignore",
  });
  const log: string[] = [];
  const url = await addressOf(child, log);
  await untilReady(url, child, log);
  const readyAfter = performance.now() - started;
  return {
    url,
    pid: child.pid,
    readyAfter,
    log,
    exited: child.exited,
    async kill() {
      child.kill("SIGKILL");
      await child.exited;
    },
    async stop() {
      child.kill("SIGTERM");
      return child.exited;
    },
    postWebhook(body) {
      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
      return fetch(`${url}/webhooks/meta`, {
        method: "POST",
        body: bytes,
        headers: {
          "content-type": "application/json",
          "x-hub-signature-256": signBody(bytes, APP_SECRET),
        },
      });
    },
  };
}

function commandOf(root: string | undefined): string[] {
  const binary = process.env.RECADO_BINARY;
  if (binary && !root) return [binary];
  return [process.execPath, join(root ?? join(import.meta.dir, "../.."), "src/main.ts")];
}

function programEnv(dataFolder: string, env: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    RECADO_DATA_DIR: dataFolder,
    RECADO_PORT: "0",
    RECADO_SECRET_KEY: "test key",
    RECADO_META_APP_SECRET: APP_SECRET,
    RECADO_META_VERIFY_TOKEN: "verify-me",
    RECADO_META_ACCESS_TOKEN: "EAAtest",
    RECADO_META_WABA_ID: WABA_ID,
    RECADO_META_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    ...env,
  };
}

type Child = Subprocess<"ignore", "ignore", "pipe">;

/** Reads stderr for as long as the process lives; resolves at the line that names the port. */
function addressOf(child: Child, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no start in ${PATIENCE} ms:\n${log.join("\n")}`)),
      PATIENCE,
    );
    void (async () => {
      const decoder = new TextDecoder();
      let rest = "";
      for await (const chunk of child.stderr) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        log.push(...lines);
        const address = /"event":"started".*"address":"([^"]+)\/"/.exec(lines.join("\n"))?.[1];
        if (address) resolve(address);
      }
      clearTimeout(timer);
      reject(new Error(`it ended at the start:\n${log.join("\n")}`));
    })();
    void child.exited.then(() => clearTimeout(timer));
  });
}

async function untilReady(url: string, child: Child, log: string[]): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end && child.exitCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await Bun.sleep(5);
  }
  throw new Error(`not ready:\n${log.join("\n")}`);
}

/**
 * Makes the data folder and a program's token, in a process of its own: this one
 * must hold no connection to a file that is about to be killed or traced.
 */
export async function prepareFolder(dataFolder: string): Promise<string> {
  const child = Bun.spawn(
    [...commandOf(undefined), "token", "create", "--name", "test", "--json"],
    {
      env: programEnv(dataFolder, {}),
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const [output, problem] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`no token: ${problem}`);
  return (JSON.parse(output) as { token: string }).token;
}
