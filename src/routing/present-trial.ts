import type { TrialTicket, TrialView } from "../../views/routing/dry-run-page.tsx";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import { isVisible } from "../users/ticket-scope.ts";
import type { DryRun } from "./dry-run.ts";

/** A dry run in words and links; of its tickets, those that the person may see. */
export async function presentTrial(
  db: Db,
  days: number,
  run: DryRun,
  me: Pick<Me, "scope" | "can">,
  off: readonly { id: number; name: string }[],
): Promise<TrialView> {
  const numbers = [...run.rules, ...run.conflicts].flatMap((part) => part.tickets);
  const names = await readNames(db, [...new Set(numbers)], me);
  const ticketsOf = (ids: readonly number[]): TrialTicket[] =>
    ids.flatMap((number) => names.get(number) ?? []);
  return {
    days,
    mode: run.mode,
    tickets: run.tickets,
    rows: run.rules.map((rule) => ({
      id: rule.id > 0 ? rule.id : null,
      name: rule.name,
      fired: rule.fired,
      matched: rule.matched,
      tickets: ticketsOf(rule.tickets),
    })),
    conflicts: run.conflicts.map(({ rules: [first, second], what, count, tickets }) => ({
      first: first.name,
      second: second.name,
      about: what,
      count,
      tickets: ticketsOf(tickets).slice(0, 5),
    })),
    never: run.neverFired.map(({ name }) => name),
    off: off.map(({ name }) => name),
  };
}

async function readNames(
  db: Db,
  numbers: number[],
  { scope, can }: Pick<Me, "scope" | "can">,
): Promise<Map<number, TrialTicket>> {
  // Figures are for who writes rules, customers for who works with them.
  if (numbers.length === 0 || !can("tickets")) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id", "contacts.name"])
    .where("tickets.id", "in", numbers)
    .where((where) => isVisible(where, scope))
    .execute();
  return new Map(
    rows.map(({ id, name }) => [id, { number: id, name: showName(name, can("phones")) }]),
  );
}
