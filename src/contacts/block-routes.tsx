/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { ContactPart } from "../../views/contacts/contact-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { asForm, idOf } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import { partSaid } from "../http/said.tsx";
import { announce } from "../inbox/announce.ts";
import type { TicketRow } from "../inbox/tickets.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { blockContact, unblockContact } from "./block-contact.ts";
import { getVisibleContact } from "./contacts.ts";
import { showName } from "./phone.ts";
import { readContact } from "./read-contact.ts";
import { tellMetaOfBlock } from "./tell-meta-of-block.ts";

/** Blocking from the contact's own page; the inbox has its routes by ticket. */
export function blockRoutes(recado: Recado) {
  return new Elysia()
    .put("/contacts/:id/block", byId(recado, block), asForm)
    .delete(
      "/contacts/:id/block",
      ({ request, params, query }) => unblock(recado, request, idOf(params.id), query.reopen),
      asForm,
    );
}

async function block(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const { contact, resolved } = await recado.write(async (tx) => {
    const contact = await getVisibleContact(tx, id, me.scope);
    return {
      contact,
      resolved: await blockContact(tx, contact, { type: "agent", id: me.id }, now),
    };
  });
  announceTickets(recado, resolved);
  const isTaken = await tellMetaOfBlock(recado, contact, true);
  const message = me.t(isTaken ? "contacts.done.blocked" : "contacts.done.blocked-here", {
    name: showName(contact.name, me.can("phones")),
  });
  const reopen = resolved.map((ticket) => ticket.id).join(",");
  return answer(recado, request, id, message, {
    method: "delete",
    url: `/contacts/${id}/block?reopen=${reopen}`,
  });
}

async function unblock(
  recado: Recado,
  request: Request,
  id: number,
  reopen = "",
): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const numbers = reopen.split(",").map(idOf).filter(Number.isFinite);
  const { contact, reopened } = await recado.write(async (tx) => {
    const contact = await getVisibleContact(tx, id, me.scope);
    return {
      contact,
      reopened: await unblockContact(tx, contact, { type: "agent", id: me.id }, now, {
        reopen: numbers,
      }),
    };
  });
  announceTickets(recado, reopened);
  const isTaken = await tellMetaOfBlock(recado, contact, false);
  const message = me.t(isTaken ? "contacts.done.unblocked" : "contacts.done.unblocked-here", {
    name: showName(contact.name, me.can("phones")),
  });
  return answer(recado, request, id, message);
}

function announceTickets(recado: Recado, tickets: TicketRow[]): void {
  for (const ticket of tickets)
    announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
}

/** The contact as it is now, wherever the request came from, and a word about it. */
async function answer(
  recado: Recado,
  request: Request,
  id: number,
  message: string,
  undo?: Undo,
): Promise<Response> {
  const me = meOf(request);
  const { t, language } = me;
  const view = await readContact(
    recado.db,
    await getVisibleContact(recado.db, id, me.scope),
    me,
    await timeStyleOf(recado, language),
  );
  return partSaid(t, <ContactPart t={t} contact={view} />, message, undo);
}
