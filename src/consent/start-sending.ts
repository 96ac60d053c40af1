import type { Instant, Purpose } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { type GateReason, refusalOf } from "./gate.ts";
import { noteRefusal } from "./refusals.ts";

/** What is about to leave. */
interface Leaving {
  contactId: number;
  messageId: number;
  purpose: Purpose;
}

/**
 * The gate's last word: asks again in the moment in which the request begins, between two commits,
 * so that a message which was claimed already does not start after a STOP was committed. `start`
 * begins the request; its end is not waited for here. An answer to the person needs no asking.
 */
export async function startSending<T>(
  { write, clock }: Pick<Recado, "write" | "clock">,
  { purpose, contactId, messageId }: Leaving,
  start: () => Promise<T>,
): Promise<{ heldBack: GateReason } | { answer: Promise<T> }> {
  if (purpose === "service") return { answer: start() };
  let answer: Promise<T> | undefined;
  const now: Instant = clock.now();
  try {
    const reason = await write(async (tx) => {
      const refusal = await refusalOf(tx, contactId, purpose, now);
      if (refusal === null) answer = start();
      else await noteRefusal(tx, { contactId, purpose, reason: refusal, messageId }, now);
      return refusal;
    });
    if (reason !== null) return { heldBack: reason };
  } catch (error) {
    // The job had nothing to keep: a request that began in it stands.
    if (!answer) throw error;
  }
  return { answer: answer! };
}
