import { Glob } from "bun";
import { join } from "node:path";

/** Meta's payloads as described in INDEX.md. */
const folder = import.meta.dir;

/** One payload, parsed: `payload("msg_text")`, `payload("graph/send_ok")`. */
export async function payload(name: string): Promise<unknown> {
  return Bun.file(join(folder, `${name}.json`)).json();
}

/** The names of all webhook bodies, or of those under `graph` or `graph/requests`. */
export function payloadNames(under = ""): string[] {
  const names = [...new Glob("*.json").scanSync(join(folder, under))].map((file) =>
    file.slice(0, -5),
  );
  return names.filter((name) => name !== "signature_vectors").toSorted();
}
