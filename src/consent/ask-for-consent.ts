import { getContact } from "../contacts/contacts.ts";
import type { Tx } from "../db/open.ts";
import type { ConsentMethod, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import { getSetting } from "../settings/settings.ts";
import { ConsentMissing, isKeptAway, requireConsent } from "./gate.ts";
import type { ConsentActor } from "./leaf.ts";
import { askFor } from "./question.ts";
import type { Evidence } from "./records.ts";
import { findConsentState } from "./states.ts";

export interface AskOptions {
  /** How the wish to ask came about; `agent` where nothing is said. */
  method?: ConsentMethod;
  evidence?: Evidence;
  /** The person asked for it themselves (at the counter, on the phone): then a STOP is no bar. */
  isOnTheirWish?: boolean;
}

/**
 * Asks the person of a ticket for consent to these purposes, one after the other: question with
 * Yes and No, each answer on record (answer-question.ts). What they have agreed to is left out.
 * Returns the purpose that is asked for first.
 * @throws AppError `conflict` where they agreed to all of it or nothing has an approved text;
 *   `consent-missing` where they stopped, or nothing may leave to them; what queueReply refuses with.
 */
export async function askForConsent(
  tx: Tx,
  ticket: TicketRow,
  purposes: readonly string[],
  actor: ConsentActor,
  now: Instant,
  { method = "agent", evidence, isOnTheirWish = false }: AskOptions = {},
): Promise<string> {
  await requireConsent(tx, ticket.contact_id, "consent", now);
  const contact = await getContact(tx, ticket.contact_id);
  if (!isOnTheirWish && (await isKeptAway(tx, contact)))
    throw new ConsentMissing(contact.id, "consent", "suppressed");
  const open: string[] = [];
  for (const purpose of purposes) {
    const state = await findConsentState(tx, ticket.contact_id, purpose, now);
    if (state === "withdrawn" && !isOnTheirWish)
      await requireConsent(tx, ticket.contact_id, purpose, now);
    if (state !== "given") open.push(purpose);
  }
  const business = await getSetting(tx, "business");
  const language = contact.language ?? business?.language ?? "en";
  const author = authorOf(actor);
  const question = { purposes: open, language, method, actor, evidence, eventAt: now, author };
  const asked = await askFor(tx, ticket, question, now);
  if (asked) return asked;
  throw new AppError(
    "conflict",
    "There is nothing to ask: the person has agreed already, or no text is approved for the purpose.",
    { key: "error.nothing-to-ask" },
  );
}

function authorOf(actor: ConsentActor) {
  if (actor.type === "agent") return { type: "agent", id: actor.id } as const;
  if (actor.type === "api") return { type: "api", id: null } as const;
  return { type: "bot", id: null } as const;
}
