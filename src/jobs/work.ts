import { askSystems } from "../flows/ask-systems.ts";
import type { Recado } from "../recado.ts";
import { fetchDueMedia } from "../whatsapp/fetch-media.ts";
import { type OutboxSender, outboxSender } from "../whatsapp/send-outbox.ts";
import { webhookProcessor } from "../whatsapp/process-webhook-events.ts";

/** The two engines of the desk: what came in is processed, what we owe is sent. */
export interface Work {
  processor: ReturnType<typeof webhookProcessor>;
  sender: OutboxSender;
}

export function startWork(recado: Recado): Work {
  const sender = outboxSender(recado);
  const processor = webhookProcessor(recado, () => {
    sender.kick();
    void fetchDueMedia(recado);
    void askSystems(recado, () => sender.kick());
  });
  return { processor, sender };
}
