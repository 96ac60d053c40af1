import { existsSync } from "node:fs";
import { join } from "node:path";

const source = join(import.meta.dir, "..", "main.ts");

/** How this program is started once more: the binary itself, or the runtime with our entry. */
export function selfCommand(words: readonly string[]): string[] {
  return [process.execPath, ...(existsSync(source) ? [source] : []), ...words];
}

/**
 * Runs a command of this same program in a process of its own, so that big work holds up no
 * page: `input` goes to its standard input (never into arguments, which others may see), each
 * line of its output to `onLine`. `timeout` in milliseconds: then it is ended.
 * @throws Error with what it said, when it fails.
 */
export async function runSelf(
  words: readonly string[],
  input: string,
  onLine: (line: string) => void,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const child = Bun.spawn(selfCommand(words), {
    timeout,
    stdin: new TextEncoder().encode(input),
    stdout: "pipe",
    stderr: "pipe",
  });
  const complaint = new Response(child.stderr).text();
  await eachLine(child.stdout, onLine);
  if ((await child.exited) !== 0)
    throw new Error(`${words[0]}: ${(await complaint).trim().slice(0, 500) || "it was ended"}`);
}

/** Each line of what a process says, the last one also without its end. */
export async function eachLine(
  stream: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  }
  if (rest) onLine(rest);
}
