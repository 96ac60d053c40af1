import { announce } from "../inbox/announce.ts";
import { systemActor } from "../inbox/tickets.ts";
import type { Recado } from "../recado.ts";
import { deactivateUser, handOverTickets, type Heir } from "./change-user.ts";
import type { Actor } from "../inbox/tickets.ts";

/** Tickets handed over in one transaction: acknowledgements wait for no more than this. */
const BATCH = 50;

/** First out, sessions and open pages included; then the tickets by the batch. Returns how many went on. */
export async function endAccess(
  recado: Recado,
  id: number,
  heir: Heir,
  actor: Actor,
): Promise<number> {
  await recado.write((tx) => deactivateUser(tx, id, recado.clock.now()));
  recado.live.close(id);
  return handOver(recado, id, heir, actor);
}

/** What a stop leaves over is handed over by asking again. */
export async function handOver(
  recado: Recado,
  from: number,
  to: Heir,
  actor: Actor,
): Promise<number> {
  let handed = 0;
  while (true) {
    const batch = await recado.write((tx) =>
      handOverTickets(tx, { from, to, limit: BATCH }, actor, recado.clock.now()),
    );
    for (const ticket of batch)
      announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
    handed += batch.length;
    if (batch.length < BATCH) return handed;
  }
}

/** Whose access was to end by now is out; their open tickets go back to where they were taken from. */
export async function endDueAccess(recado: Recado): Promise<void> {
  const due = await recado.db
    .selectFrom("users")
    .select("id")
    .where("access_ends_at", "<=", recado.clock.now())
    .where("deactivated_at", "is", null)
    .execute();
  for (const { id } of due) await endAccess(recado, id, { kind: "nobody" }, systemActor);
}
