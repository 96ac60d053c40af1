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

export interface StatusPlayer {
  /** Forgets what is still to come: its messages are gone. */
  clear(): void;
  stop(): void;
}

/** Meta's ticks for whatever the fake Graph accepts, posted as webhooks like any other. */
export function playStatuses(door: Door, plan: StatusPlan = asInLife): StatusPlayer {
  const { recado } = door;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const leave = recado.fakeGraph.onSent((message) => {
    for (const step of stepsFor(message, plan)) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        postStatus(door, message, step.status).catch((error) =>
          recado.log.warn("simulator.status-lost", { error: errorText(error) }),
        );
      }, step.after);
      // A pending tick keeps no process alive.
      timer.unref();
      timers.add(timer);
    }
  });
  const clear = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
  return {
    clear,
    stop() {
      leave();
      clear();
    },
  };
}

/** Reactions only ever get `sent` (API.md §4). */
function stepsFor(message: SentMessage, plan: StatusPlan): StatusPlan {
  return message.type === "reaction" ? plan.filter(({ status }) => status === "sent") : plan;
}

async function postStatus(door: Door, message: SentMessage, status: EnvelopeStatus["status"]): Promise<void> {
  const { waId, userId, wamid, reference, phoneNumberId } = message;
  const person = { name: waId ?? userId ?? "", waId, userId };
  const at = door.recado.clock.now();
  await postWebhook(door, statusEnvelope({ ...simulatedPlace, phoneNumberId }, person, { wamid, status, at, reference }));
}
