import type { Config } from "../config.ts";
import { eachLine, selfCommand } from "./run-self.ts";

/** How much of what a process complains about is kept. */
const MOST_COMPLAINT = 4_000;

/**
 * Runs a command of this very program in a process of its own, on the data folder that we serve, so
 * that long work never stands in the way of webhooks. Unlike `runSelf`: `input` is the first line of
 * stdin, which stays open, so that the process ends when we do.
 * `onLine` hears each line of its stdout.
 * @throws Error with what it complained about when it fails.
 */
export async function runOwnProcess(
  config: Config,
  words: readonly string[],
  { input = "", onLine = () => {} }: { input?: string; onLine?: (line: string) => void } = {},
): Promise<void> {
  const child = Bun.spawn(selfCommand(words), {
    env: environmentOf(config),
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
  });
  child.stdin.write(`${input}\n`);
  await child.stdin.flush();
  const complaint = new Response(child.stderr).text();
  await eachLine(child.stdout, onLine);
  const status = await child.exited;
  if (status === 0) return;
  const text = (await complaint).trim().replace(/^recado: /, "");
  throw new Error(text.slice(-MOST_COMPLAINT) || `ended with ${status}`);
}

/** For the process itself: its one line of input; it ends when whoever started it is gone. */
export async function readOwnInput(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = "";
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (chunk: string) => {
    text += chunk;
    const end = text.indexOf("\n");
    if (end >= 0) resolve(text.slice(0, end));
  });
  process.stdin.on("end", () => process.exit(1));
  return promise;
}

/** What we run with, whatever of it came from the environment. */
function environmentOf(config: Config): Record<string, string | undefined> {
  return {
    ...process.env,
    RECADO_DATA_DIR: config.dataFolder,
    ...(config.secretKey !== null && { RECADO_SECRET_KEY: config.secretKey }),
    RECADO_NOW_OFFSET_MS: String(config.nowOffset),
  };
}
