import { SECOND } from "../clock.ts";
import { errorText } from "../log.ts";
import { type EnvelopeStatus, statusEnvelope } from "./envelope.ts";
import type { SentMessage } from "./fake-graph.ts";
import { type Door, postWebhook } from "./post-webhook.ts";
import { simulatedPlace } from "./simulated-channel.ts";

export type StatusPlan = readonly { status: EnvelopeStatus["status"]; after: number }[];

/** Milliseconds after Meta took the message; about what a phone in a hand does. */
const asInLife: StatusPlan = [
  { status: "sent", after: 0.25 * SECOND },
  { status: "delivered", after: 0.9 * SECOND },
  { status: "read", after: 2.5 * SECOND },
];

/**
 * Meta's ticks for whatever the fake Graph accepts, posted as webhooks like any
 * other. Returns how to end it.
 */
export function playStatuses(door: Door, plan: StatusPlan = asInLife): () => void {
  const { fakeGraph, log } = door.recado;
  return fakeGraph.onSent((message) => {
    for (const { status, after } of stepsFor(message, plan)) {
      fakeGraph.later(after, () => {
        postStatus(door, message, status).catch((error) =>
          log.warn("simulator.status-lost", { error: errorText(error) }),
        );
      });
    }
  });
}

/** Reactions only ever get `sent` (API.md §4). */
function stepsFor(message: SentMessage, plan: StatusPlan): StatusPlan {
  return message.type === "reaction" ? plan.filter(({ status }) => status === "sent") : plan;
}

async function postStatus(
  door: Door,
  message: SentMessage,
  status: EnvelopeStatus["status"],
): Promise<void> {
  const { waId, userId, wamid, reference, phoneNumberId } = message;
  const person = { name: waId ?? userId ?? "", waId, userId };
  const at = door.recado.clock.now();
  await postWebhook(
    door,
    statusEnvelope({ ...simulatedPlace, phoneNumberId }, person, { wamid, status, at, reference }),
  );
}
