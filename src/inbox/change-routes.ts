import { Elysia } from "elysia";
import type { Undo } from "../../views/ui/toast.tsx";
import type { Tx } from "../db/open.ts";
import type { Instant, Priority } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { giveToTeam } from "../routing/assign.ts";
import { requireTeam } from "../routing/teams.ts";
import { announce } from "./announce.ts";
import { answerCase, type Done, tailStateOf } from "./case-answer.tsx";
import {
  assignTicket,
  changeBot,
  changeCategory,
  changeLanguage,
  changePriority,
  changeSpam,
  changeStatus,
  changeTags,
  changeTeam,
  markUnread,
} from "./change-ticket.ts";
import { insertNote } from "./notes.ts";
import { listNames, readerOf } from "./open-case.ts";
import { isLanguage, snoozeUntil } from "./ticket-choices.ts";
import { type Actor, getVisibleTicket, type TicketRow } from "./tickets.ts";
import { type Reader, untilTime } from "./time-words.ts";

/** What a change may look at and says when it is done; nothing to say: the page shows it anyway. */
interface Change {
  tx: Tx;
  ticket: TicketRow;
  form: Form;
  me: Me;
  actor: Actor;
  reader: Reader;
  now: Instant;
}
type Changer = (change: Change) => Promise<Done | undefined>;

type Handled = { me: Me; params: { number: string }; request: Request };

/** Every change of a ticket by a person: a noun to PUT or DELETE (ENGINEERING.md, URLs). */
export function changeRoutes(recado: Recado) {
  const changed = (changer: Changer) => (handled: Handled) =>
    changeTicket(recado, handled, changer);

  return new Elysia()
    .use(withMe)
    .put("/tickets/:number/resolution", changed(resolve), asForm)
    .delete("/tickets/:number/resolution", changed(reopen), asForm)
    .put("/tickets/:number/assignee", changed(assign), asForm)
    .delete("/tickets/:number/assignee", changed(unassign), asForm)
    .put("/tickets/:number/team", changed(giveTeam), asForm)
    .put("/tickets/:number/snooze", changed(snooze), asForm)
    .delete("/tickets/:number/snooze", changed(reopen), asForm)
    .put("/tickets/:number/pending", changed(wait), asForm)
    .delete("/tickets/:number/pending", changed(reopen), asForm)
    .put("/tickets/:number/priority", changed(prioritise), asForm)
    .put("/tickets/:number/tags", changed(tag), asForm)
    .put("/tickets/:number/category", changed(categorise), asForm)
    .put("/tickets/:number/language", changed(speak), asForm)
    .put(
      "/tickets/:number/bot",
      changed((change) => turnBot(change, "on")),
      asForm,
    )
    .delete(
      "/tickets/:number/bot",
      changed((change) => turnBot(change, "off")),
      asForm,
    )
    .put(
      "/tickets/:number/spam",
      changed((change) => markSpam(change, true)),
      asForm,
    )
    .delete(
      "/tickets/:number/spam",
      changed((change) => markSpam(change, false)),
      asForm,
    )
    .put("/tickets/:number/unread", (handled) => leaveUnread(recado, handled), asForm);
}

async function changeTicket(
  recado: Recado,
  { me, params, request }: Handled,
  changer: Changer,
): Promise<Response> {
  const form = await readForm(request);
  const number = idOf(params.number);
  const reader = await readerOf(recado, me);
  const { done, ticket } = await recado.write(async (tx) => {
    const ticket = await getVisibleTicket(tx, number, me.scope);
    const actor: Actor = { type: "agent", id: me.id };
    return {
      ticket,
      done: await changer({ tx, ticket, form, me, actor, reader, now: reader.now }),
    };
  });
  announce(recado.live, { ticket: number, thread: ticket.thread_id }, "ticket");
  return answerCase(recado, me, request, number, tailStateOf(request, form.raw), { done });
}

/** Back to the list: an open ticket would be read again at once. */
async function leaveUnread(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const ticket = await getVisibleTicket(recado.db, idOf(params.number), me.scope);
  const { view } = tailStateOf(request, (await readForm(request)).raw);
  await recado.write((tx) => markUnread(tx, ticket.id));
  announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
  recado.log.debug("ticket.unread", { ticket: ticket.id, by: me.id });
  return redirect(`/inbox?view=${view}`, request);
}

async function resolve({ tx, ticket, actor, reader, now }: Change): Promise<Done> {
  await changeStatus(tx, ticket, "resolved", actor, now);
  return { message: reader.t("done.resolved", { number: ticket.id }), undo: undoStatus(ticket) };
}

async function reopen({ tx, ticket, actor, reader, now }: Change): Promise<Done> {
  await changeStatus(tx, ticket, "open", actor, now);
  const key = ticket.status === "resolved" ? "done.reopened" : "done.woken";
  return { message: reader.t(key, { number: ticket.id }), undo: undoStatus(ticket) };
}

async function wait({ tx, ticket, actor, reader, now }: Change): Promise<Done> {
  await changeStatus(tx, ticket, "pending", actor, now);
  return { message: reader.t("done.pending", { number: ticket.id }), undo: undoStatus(ticket) };
}

async function snooze({ tx, ticket, form, actor, reader, now }: Change): Promise<Done> {
  const until = snoozeUntil(form.text("until"), form.text("local"), reader);
  await changeStatus(tx, ticket, "snoozed", actor, now, { snoozedUntil: until });
  const time = untilTime(until, reader).text;
  return {
    message: reader.t("done.snoozed", { number: ticket.id, time }),
    undo: undoStatus(ticket),
  };
}

/** Back to the status it had. "New" is over once somebody touched it: it becomes open. */
function undoStatus(before: TicketRow): Undo {
  const base = `/tickets/${before.id}`;
  if (before.status === "resolved") return { method: "put", url: `${base}/resolution` };
  if (before.status === "pending") return { method: "put", url: `${base}/pending` };
  if (before.status === "snoozed" && before.snoozed_until !== null) {
    return {
      method: "put",
      url: `${base}/snooze`,
      values: { until: new Date(before.snoozed_until).toISOString() },
    };
  }
  return { method: "delete", url: `${base}/resolution` };
}

/** `owner` is whom the page showed: the second of two who take at once learns who was first. */
async function assign({ tx, ticket, form, me, actor, reader, now }: Change): Promise<Done> {
  const isTaking = form.text("user") === "me";
  const names = await listNames(tx);
  if (isTaking && form.has("owner") && form.text("owner") !== String(ticket.assignee_id ?? "")) {
    const name = names.get(ticket.assignee_id ?? 0) ?? reader.t("inbox.nobody");
    throw new AppError("conflict", `${name} has just taken it.`, {
      key: "error.taken",
      values: { name },
    });
  }
  const userId = isTaking ? me.id : idOf(form.text("user"));
  const note = form.raw("note").trim();
  if (note && !me.can("notes"))
    throw new AppError("forbidden", "Your role writes no notes. Give it without one.");
  await assignTicket(tx, ticket, userId, actor, now);
  if (note) await insertNote(tx, ticket, me.id, `@${names.get(userId) ?? ""} ${note}`, now);
  const name = names.get(userId) ?? "";
  const message = isTaking
    ? reader.t("done.taken", { number: ticket.id })
    : reader.t("done.assigned", { number: ticket.id, name });
  return { message, undo: undoAssignee(ticket) };
}

async function unassign({ tx, ticket, actor, reader, now }: Change): Promise<Done> {
  await assignTicket(tx, ticket, null, actor, now);
  return {
    message: reader.t("done.unassigned", { number: ticket.id }),
    undo: undoAssignee(ticket),
  };
}

function undoAssignee({ id, assignee_id }: TicketRow): Undo {
  const url = `/tickets/${id}/assignee`;
  if (assignee_id === null) return { method: "delete", url };
  return { method: "put", url, values: { user: String(assignee_id) } };
}

/**
 * `team` is an id, or empty for none. A team that assigns by itself does so at once; `assignee`
 * (empty: nobody) is sent by "Undo" alone and puts the owner back who was there before.
 */
async function giveTeam({ tx, ticket, form, actor, reader, now }: Change): Promise<Done> {
  const { t } = reader;
  const text = form.text("team");
  const team = text ? await requireTeam(tx, idOf(text)) : null;
  const values = { team: String(ticket.team_id ?? ""), assignee: String(ticket.assignee_id ?? "") };
  const undo: Undo = { method: "put", url: `/tickets/${ticket.id}/team`, values };
  if (form.has("assignee")) {
    const given = await changeTeam(tx, ticket, team?.id ?? null, actor, now);
    await assignTicket(tx, given, idOf(form.text("assignee")) || null, actor, now);
    return { message: t("done.team.undone", { number: ticket.id }) };
  }
  const given = await giveToTeam(tx, ticket, team?.id ?? null, actor, now);
  if (!team) return { message: t("done.team.none", { number: ticket.id }), undo };
  const words = { number: ticket.id, team: team.name };
  if (given.outcome !== "assigned")
    return { message: t(`done.team.${given.outcome}`, words), undo };
  const name = (await listNames(tx)).get(given.ticket.assignee_id ?? 0) ?? "?";
  return { message: t("done.team.assigned", { ...words, name }), undo };
}

const priorities: readonly Priority[] = ["low", "normal", "high", "urgent"];

async function prioritise({ tx, ticket, form, actor, now }: Change): Promise<undefined> {
  const priority = priorities.find((known) => known === form.text("priority"));
  if (!priority) throw new AppError("invalid", "priority: low, normal, high or urgent.");
  await changePriority(tx, ticket, priority, actor, now);
}

/** The form sends what stays, what is new, and perhaps the one to take away. */
async function tag({ tx, ticket, form, actor, now }: Change): Promise<undefined> {
  const removed = form.text("remove");
  const tags = form.all("tags").filter((name) => name !== removed);
  await changeTags(tx, ticket, tags, actor, now);
}

async function categorise({ tx, ticket, form, actor, now }: Change): Promise<undefined> {
  await changeCategory(tx, ticket, form.text("category"), actor, now);
}

async function speak({ tx, ticket, form, actor, now }: Change): Promise<undefined> {
  const language = form.text("language");
  if (!isLanguage(language)) throw new AppError("invalid", "language: en, fr, pt or es.");
  await changeLanguage(tx, ticket, language, actor, now);
}

async function turnBot(
  { tx, ticket, actor, now }: Change,
  state: "on" | "off",
): Promise<undefined> {
  await changeBot(tx, ticket, state, actor, now);
}

async function markSpam(
  { tx, ticket, actor, reader, now }: Change,
  isSpam: boolean,
): Promise<Done> {
  await changeSpam(tx, ticket, isSpam, actor, now);
  const url = `/tickets/${ticket.id}/spam`;
  return {
    message: reader.t(isSpam ? "done.spam" : "done.not-spam", { number: ticket.id }),
    undo: { method: isSpam ? "delete" : "put", url },
  };
}
