import type { TextKey } from "../../views/i18n.ts";
import type { Recado } from "../recado.ts";
import { OutgoingError, type OutgoingFailure, outgoingFetch } from "../whatsapp/outgoing.ts";
import { type ConnectionRow, headersOf } from "./connections.ts";

export interface TestedConnection {
  isGood: boolean;
  key: TextKey;
  values: Record<string, string | number>;
}

const TIMEOUT_MS = 8_000;
const MOST_BYTES = 256 * 1024;

/** One GET of the base address, by the rules for every outgoing request; what came, as a text for people. */
export async function testConnection(
  { config, secrets }: Pick<Recado, "config" | "secrets">,
  row: ConnectionRow,
): Promise<TestedConnection> {
  const url = new URL(row.base_url);
  const headers = Object.fromEntries(
    headersOf(row, secrets).map(({ name, value }) => [name, value]),
  );
  try {
    const response = await outgoingFetch(
      url,
      { headers: { accept: "application/json", ...headers } },
      {
        allowedHosts: [url.host],
        privateHosts: config.allowPrivateHosts,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MOST_BYTES,
      },
    );
    await response.arrayBuffer();
    return answered(response.status, url.host);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { isGood: false, key: keyOf(error.failure), values: { host: url.host } };
  }
}

/** Even "not found" shows that somebody is there and lets us in. */
function answered(status: number, host: string): TestedConnection {
  const values = { host, status };
  if (status === 401 || status === 403)
    return { isGood: false, key: "connections.tested.denied", values };
  if (status >= 500) return { isGood: false, key: "connections.tested.trouble", values };
  if (status >= 400) return { isGood: true, key: "connections.tested.there", values };
  return { isGood: true, key: "connections.tested.good", values };
}

const keys = {
  refused: "connections.tested.refused",
  unresolved: "connections.tested.unresolved",
  unreachable: "connections.tested.unreachable",
  untrusted: "connections.tested.untrusted",
  redirected: "connections.tested.redirected",
  "timed-out": "connections.tested.timed-out",
  broken: "connections.tested.broken",
  "too-large": "connections.tested.too-large",
} as const satisfies Record<OutgoingFailure, TextKey>;

function keyOf(failure: OutgoingFailure): TextKey {
  return keys[failure];
}
