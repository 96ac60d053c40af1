import { savepoint } from "../db/write-queue.ts";
import { getTicket } from "../inbox/tickets.ts";
import { errorText } from "../log.ts";
import { endAtPerson, type Turn } from "./turn.ts";

/**
 * Lets a dialogue go on. Should it fail, all that it did in this go is undone and a person comes
 * instead: a mistake in a flow must not cost the message of a customer. Why is kept with the run.
 */
export async function attemptTurn(turn: Turn, goOn: () => Promise<void>): Promise<void> {
  const { tx, run, place } = turn;
  const before = structuredClone({ row: run.row, progress: run.progress });
  const variables = { ...run.variables };
  const result = await savepoint(tx, goOn);
  if (result.ok) return;
  Object.assign(run, { ...before, variables });
  run.progress.note = `failed: ${errorText(result.error).slice(0, 300)}`;
  Object.assign(turn.saying, { texts: [], assets: [] });
  place.ticket = await getTicket(tx, place.ticket.id);
  await endAtPerson(turn, { outcome: "failed" });
}
