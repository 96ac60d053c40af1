import type { Recado } from "../recado.ts";
import { errorText } from "../log.ts";
import { type ChannelRow, graphChannel, listChannels } from "../whatsapp/channels.ts";
import { areTemplatesStale, replaceTemplates, wabaIdOf } from "./templates.ts";

export type SyncOutcome =
  | { kind: "synced"; n: number }
  /** Nobody has said which WhatsApp Business account the channel belongs to. */
  | { kind: "no-account" }
  /** What Meta said, or why it could not be asked. */
  | { kind: "refused"; detail: string };

/** Fetches all pages of an account's templates and replaces what we have, in one transaction. */
export async function syncTemplates(recado: Recado, channel: ChannelRow): Promise<SyncOutcome> {
  const wabaId = wabaIdOf(recado.config, channel);
  if (!wabaId) return { kind: "no-account" };
  const answer = await recado.graph.listTemplates({
    ...(await graphChannel(recado, channel)),
    wabaId,
  });
  if (answer.kind !== "listed") return { kind: "refused", detail: answer.detail };
  await recado.write((tx) => replaceTemplates(tx, wabaId, answer.templates, recado.clock.now()));
  return { kind: "synced", n: answer.templates.length };
}

/** One fetch per account at a time, however many composers open at once. */
const running = new WeakMap<Recado, Map<string, Promise<SyncOutcome>>>();

/** Syncs when the list is older than a day; null when it is fresh. For a composer that opens. */
export async function refreshTemplates(
  recado: Recado,
  channel: ChannelRow,
): Promise<SyncOutcome | null> {
  const wabaId = wabaIdOf(recado.config, channel);
  if (!wabaId) return { kind: "no-account" };
  if (!(await areTemplatesStale(recado.db, wabaId, recado.clock.now()))) return null;
  const own = running.get(recado) ?? new Map<string, Promise<SyncOutcome>>();
  running.set(recado, own);
  const sync = own.get(wabaId) ?? syncTemplates(recado, channel).finally(() => own.delete(wabaId));
  own.set(wabaId, sync);
  return sync;
}

/** The daily round over all open channels; a refusal is logged and tried again the next time. */
export async function refreshAllTemplates(recado: Recado): Promise<void> {
  for (const channel of await listChannels(recado.db)) {
    if (channel.closed_at !== null) continue;
    const outcome = await refreshTemplates(recado, channel).catch((error: unknown) => ({
      kind: "refused" as const,
      detail: errorText(error),
    }));
    if (outcome?.kind === "refused") {
      recado.log.warn("templates.not-synced", { channel: channel.id, error: outcome.detail });
    }
  }
}
