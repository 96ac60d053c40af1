import type { Db, Tx } from "../../src/db/open.ts";
import type { Placed } from "./role-objects.ts";
import type { Expected } from "./role-persons.ts";

/** An address of nothing that is there: what is refused is refused before anybody looks. */
export function plainPath(path: string): string {
  return path.replaceAll(/:\w+/g, "999999").replace("*", "nothing");
}

/** The address of one piece's ticket, message, file, contact, note or outbox row. */
export function pathFor(path: string, object: string, piece: Placed): string {
  const ids: Record<string, number> = {
    ticket: piece.ticket,
    message: piece.message,
    media: piece.media,
    contact: piece.contact,
    outbox: piece.outbox,
    note: piece.ticket,
  };
  return path
    .replace(/:(?:number|id)\b/, String(ids[object]))
    .replace(":note", String(piece.note))
    .replace(":paper", String(piece.paper))
    .replaceAll(/:\w+/g, "0");
}

/** Whether an answer is of the wanted kind; what an allowed one does with an odd form is not asked. */
export function isAnswered(wanted: Expected, response: Response, hasPiece: boolean): boolean {
  const { status, headers } = response;
  const to = headers.get("location") ?? headers.get("hx-redirect") ?? "";
  switch (wanted) {
    case "public":
      return status < 500;
    case "sign-in":
      return status === 401 || to.startsWith("/login");
    case "forbidden":
      return status === 403;
    case "missing":
      return status === 404;
    case "allowed":
      return ![401, 403, ...(hasPiece ? [404] : [])].includes(status) && status < 500;
  }
}

/** All that an answer says, headers too; an endless stream is let go. */
export async function read(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  if (!headers.includes("text/event-stream")) return `${headers}\n${await response.text()}`;
  await response.body?.cancel();
  return headers;
}

/** `phone`: digits alone; also as pages write it. */
export function saysNumber(said: string, phone: string): boolean {
  const [first, last] = [phone.slice(4, 9), phone.slice(9)];
  return [phone, `${first}-${last}`, `${first} ${last}`].some((form) => said.includes(form));
}

/** The rows that say who sees what, and what was said. */
export async function keep(db: Db) {
  const [tickets, contacts, notes, outbox, messages] = await Promise.all([
    db.selectFrom("tickets").selectAll().orderBy("id").execute(),
    db.selectFrom("contacts").selectAll().orderBy("id").execute(),
    db.selectFrom("notes").selectAll().orderBy("id").execute(),
    db.selectFrom("outbox").select(["id", "message_id", "state", "dropped_at"]).execute(),
    db.selectFrom("messages").select(["id", "ticket_id"]).orderBy("id").execute(),
  ]);
  return { tickets, contacts, notes, outbox, messages };
}
export type Kept = Awaited<ReturnType<typeof keep>>;

/** What there is of one piece. */
export function partOf(kept: Kept, piece: Placed) {
  return {
    ticket: kept.tickets.find(({ id }) => id === piece.ticket),
    contact: kept.contacts.find(({ id }) => id === piece.contact),
    notes: kept.notes.filter((note) => note.ticket_id === piece.ticket),
    outbox: kept.outbox.find(({ id }) => id === piece.outbox),
    messages: kept.messages.filter((message) => message.ticket_id === piece.ticket),
  };
}

export async function putBack(tx: Tx, now: Kept, start: Kept): Promise<void> {
  for (const { id, ...row } of start.tickets) {
    const is = now.tickets.find((ticket) => ticket.id === id);
    if (!Bun.deepEquals(is, { id, ...row }))
      await tx.updateTable("tickets").set(row).where("id", "=", id).execute();
  }
  for (const { id, ...row } of start.contacts) {
    const is = now.contacts.find((contact) => contact.id === id);
    if (!Bun.deepEquals(is, { id, ...row }))
      await tx.updateTable("contacts").set(row).where("id", "=", id).execute();
  }
  for (const { id, text } of start.notes)
    await tx.updateTable("notes").set({ text }).where("id", "=", id).execute();
  for (const { id, state, dropped_at } of start.outbox)
    await tx.updateTable("outbox").set({ state, dropped_at }).where("id", "=", id).execute();
  const known = start.messages.map(({ id }) => id);
  const notes = start.notes.map(({ id }) => id);
  await tx.deleteFrom("mentions").where("note_id", "not in", notes).execute();
  await tx.deleteFrom("notes").where("id", "not in", notes).execute();
  await tx.deleteFrom("outbox").where("message_id", "not in", known).execute();
  await tx.deleteFrom("messages").where("id", "not in", known).execute();
}
