import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Recado } from "../recado.ts";
import { countWebhookEvents } from "../whatsapp/webhook-events.ts";

const registries = new WeakMap<Recado, Registry>();

/** Prometheus text: counts by state, read when asked; nothing that names a person. */
export async function metricsText(recado: Recado): Promise<string> {
  const registry = registries.get(recado) ?? openRegistry(recado);
  registries.set(recado, registry);
  return registry.metrics();
}

function openRegistry(recado: Recado): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "recado_" });
  const { db } = recado;
  // What is simulated is in no figure.
  const realChannels = db.selectFrom("channels").select("id").where("is_simulated", "=", 0);
  countByState(registry, "recado_outbox", "Messages owed to Meta", () =>
    db
      .selectFrom("outbox")
      .select((select) => ["state", select.fn.countAll<number>().as("n")])
      .where("channel_id", "in", realChannels)
      .groupBy("state")
      .execute(),
  );
  countByState(registry, "recado_webhook_events", "Webhooks in the journal", () =>
    countWebhookEvents(db),
  );
  countByState(registry, "recado_tickets", "Tickets", () =>
    db
      .selectFrom("tickets")
      .select((select) => ["status as state", select.fn.countAll<number>().as("n")])
      .where("channel_id", "in", realChannels)
      .groupBy("status")
      .execute(),
  );
  new Gauge({
    name: "recado_live_pages",
    help: "Open pages",
    registers: [registry],
    collect() {
      this.set(recado.live.listeners);
    },
  });
  return registry;
}

function countByState(
  registry: Registry,
  name: string,
  help: string,
  count: () => Promise<{ state: string; n: number }[]>,
): void {
  new Gauge({
    name,
    help,
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { state, n } of await count()) this.set({ state }, n);
    },
  });
}
