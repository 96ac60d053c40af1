import { Elysia } from "elysia";
import { blockContact, unblockContact } from "../contacts/block-contact.ts";
import { getContact } from "../contacts/contacts.ts";
import { showName } from "../contacts/phone.ts";
import { tellMetaOfBlock } from "../contacts/tell-meta-of-block.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { errorText } from "../log.ts";
import type { Recado } from "../recado.ts";
import { announce } from "./announce.ts";
import { answerCase, tailStateOf } from "./case-answer.tsx";
import { type Actor, getVisibleTicket, type TicketRow } from "./tickets.ts";

/** Blocking the person of a ticket, and back. */
export function blockRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .put(
      "/tickets/:number/block",
      ({ me, params, request }) => block(recado, me, request, params.number),
      asForm,
    )
    .delete(
      "/tickets/:number/block",
      ({ me, params, request }) => unblock(recado, me, request, params.number),
      asForm,
    );
}

async function block(recado: Recado, me: Me, request: Request, number: string): Promise<Response> {
  const form = await readForm(request);
  const now = recado.clock.now();
  const { ticket, contact, resolved } = await recado.write(async (tx) => {
    const ticket = await getVisibleTicket(tx, idOf(number), me.scope);
    const contact = await getContact(tx, ticket.contact_id);
    return { ticket, contact, resolved: await blockContact(tx, contact, agent(me), now) };
  });
  tellMeta(recado, contact, true);
  announceTickets(recado, [ticket, ...resolved]);
  const undo = {
    method: "delete" as const,
    url: `/tickets/${ticket.id}/block?reopen=${resolved.map(({ id }) => id).join(",")}`,
  };
  const done = {
    message: me.t("done.blocked", { name: showName(contact.name, me.can("phones")) }),
    undo,
  };
  return answerCase(recado, me, request, ticket.id, tailStateOf(request, form.raw), { done });
}

async function unblock(
  recado: Recado,
  me: Me,
  request: Request,
  number: string,
): Promise<Response> {
  const now = recado.clock.now();
  const reopen = (new URL(request.url).searchParams.get("reopen") ?? "")
    .split(",")
    .map(idOf)
    .filter(Number.isFinite);
  const { ticket, contact, reopened } = await recado.write(async (tx) => {
    const ticket = await getVisibleTicket(tx, idOf(number), me.scope);
    const contact = await getContact(tx, ticket.contact_id);
    return {
      ticket,
      contact,
      reopened: await unblockContact(tx, contact, agent(me), now, { reopen }),
    };
  });
  tellMeta(recado, contact, false);
  announceTickets(recado, [ticket, ...reopened]);
  const done = {
    message: me.t("done.unblocked", { name: showName(contact.name, me.can("phones")) }),
  };
  return answerCase(recado, me, request, ticket.id, tailStateOf(request), { done });
}

function agent(me: Me): Actor {
  return { type: "agent", id: me.id };
}

function announceTickets(recado: Recado, tickets: TicketRow[]): void {
  for (const ticket of new Map(tickets.map((each) => [each.id, each])).values()) {
    announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
  }
}

/** Best effort: Meta may refuse, the desk's own block holds. */
function tellMeta(
  recado: Recado,
  contact: Parameters<typeof tellMetaOfBlock>[1],
  isBlocked: boolean,
): void {
  tellMetaOfBlock(recado, contact, isBlocked).catch((error) =>
    recado.log.warn("contact.block-not-told", { error: errorText(error) }),
  );
}
