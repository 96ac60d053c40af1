import { SECOND } from "../clock.ts";
import type { Recado } from "../recado.ts";
import { graphChannel } from "../whatsapp/channels.ts";
import type { ContactRow } from "./contacts.ts";

/** Longer than this nobody waits for a button; the request itself goes on. */
const PATIENCE = 4 * SECOND;

/**
 * Blocks or unblocks the person at Meta, on every number of ours that they have written to. Best
 * effort: Meta takes only people who wrote within 24 hours (API.md §6). True when all took it.
 */
export async function tellMetaOfBlock(
  recado: Recado,
  contact: ContactRow,
  isBlocked: boolean,
): Promise<boolean> {
  const person = contact.wa_id ?? contact.user_id;
  if (!person) return false;
  const channels = await recado.db
    .selectFrom("threads")
    .innerJoin("channels", "channels.id", "threads.channel_id")
    .selectAll("channels")
    .where("threads.contact_id", "=", contact.id)
    .execute();
  const asked = channels.map(async (channel) => {
    const graph = await graphChannel(recado, channel);
    const outcome = await (isBlocked
      ? recado.graph.blockUser(graph, person)
      : recado.graph.unblockUser(graph, person));
    if (outcome.kind === "done") return true;
    recado.log.warn("contact.block-refused", {
      channel: channel.id,
      contact: contact.id,
      code: outcome.code ?? 0,
    });
    return false;
  });
  const tooLate = new Promise<boolean[]>((resolve) =>
    setTimeout(() => resolve([false]), PATIENCE).unref(),
  );
  const taken = await Promise.race([Promise.all(asked), tooLate]);
  return taken.length > 0 && taken.every(Boolean);
}
