import type { Recado } from "../recado.ts";
import { outgoingFetch } from "../whatsapp/outgoing.ts";
import type { DeliveryOutcome } from "./deliveries.ts";

const TIMEOUT = 15_000;
const MOST_BYTES = 64 * 1024;

/** 2xx is done; what the other side calls our mistake won't get better by itself. */
export async function post(
  recado: Recado,
  url: string,
  body: string | Blob,
  headers: Record<string, string>,
): Promise<DeliveryOutcome> {
  const host = URL.parse(url)?.host ?? "";
  const response = await outgoingFetch(
    url,
    { method: "POST", body, headers },
    {
      allowedHosts: [host],
      privateHosts: recado.config.allowPrivateHosts,
      timeoutMs: TIMEOUT,
      maxBytes: MOST_BYTES,
    },
  );
  await response.body?.cancel();
  if (response.ok) return { kind: "done" };
  const { status } = response;
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return { kind: "failed", error: `${host} answered ${status}`, isFinal };
}
