/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  CardKnowledge,
  EditButton,
  type KnowledgeView,
  slotOf,
} from "../../views/contacts/contact-knowledge.tsx";
import { ToastPart } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import type { Recado } from "../recado.ts";
import { keepContactClocks } from "../sla/keep-contact-clocks.ts";
import { changeDetails, type ContactDetails } from "./change-details.ts";
import { type ContactFieldRow, listContactFields } from "./contact-fields.ts";
import {
  type ContactValues,
  listContactValues,
  readFieldValue,
  saveContactValues,
} from "./contact-values.ts";
import { type ContactRow, getVisibleContact } from "./contacts.ts";
import { readMoney } from "./money.ts";
import { mayChooseManager, readKnowledge } from "./read-knowledge.ts";

/** The page of the contact with the form as it was sent, and what is wrong beside its fields. */
export type RefuseKnowledge = (
  request: Request,
  contact: ContactRow,
  known: KnowledgeView,
) => Promise<Response>;

/** What the business knows of a contact, changed by hand. */
export function knowledgeRoutes(recado: Recado, refuse: RefuseKnowledge) {
  return new Elysia()
    .get("/contacts/:id/knowledge", ({ request, params, query }) =>
      showInCard(recado, request, idOf(params.id), query.closed === "1"),
    )
    .post(
      "/contacts/:id/knowledge",
      byId(recado, (_, request, id) => save(recado, refuse, request, id)),
      asForm,
    );
}

/** The form in the card beside the thread, or the button that brings it. */
async function showInCard(
  recado: Recado,
  request: Request,
  id: number,
  isClosed: boolean,
): Promise<Response> {
  const me = meOf(request);
  const contact = await getVisibleContact(recado.db, id, me.scope);
  if (!isFragment(request)) return redirect(`/contacts/${contact.id}#knowledge`);
  if (isClosed) return fragment(<EditButton t={me.t} contactId={contact.id} />);
  const known = await readKnowledge(recado.db, contact, me);
  return fragment(<CardKnowledge t={me.t} contactId={contact.id} known={known} />);
}

/** All or nothing: a form with a wrong field comes back whole. */
async function save(
  recado: Recado,
  refuse: RefuseKnowledge,
  request: Request,
  id: number,
): Promise<Response> {
  const { db } = recado;
  const me = meOf(request);
  const contact = await getVisibleContact(db, id, me.scope);
  const form = await readForm(request);
  const fields = await listContactFields(db);
  const current = (await listContactValues(db, [contact.id])).get(contact.id) ?? new Map();
  const { values, errors } = readValues(fields, form, current, me);
  const money = form.text("value");
  const value = money === "" ? null : readMoney(money);
  if (errors.size > 0 || value === undefined) {
    const read = await readKnowledge(db, contact, me);
    const known = typed(read, form, errors, value === undefined, me);
    if (!isFragment(request)) return refuse(request, contact, known);
    const markup = <CardKnowledge t={me.t} contactId={contact.id} known={known} />;
    // live.js shows a refusal only where it says for which place it is.
    const headers = { "hx-retarget": `#${slotOf(contact.id)}` };
    return fragment(markup, { status: 422, headers });
  }
  const details = readDetails(form, value, me);
  await recado.write(async (tx) => {
    // Meanwhile somebody may have changed or merged it.
    const fresh = await getVisibleContact(tx, contact.id, me.scope);
    await changeDetails(tx, fresh, details, recado.clock.now());
    await saveContactValues(tx, contact.id, values);
    await keepContactClocks(tx, contact.id, recado.clock.now());
  });
  await announceContact(recado, contact.id);
  if (!isFragment(request)) return redirect(`/contacts/${contact.id}?done=saved#knowledge`);
  return fragment([
    <EditButton key="edit" t={me.t} contactId={contact.id} />,
    <ToastPart key="toast" t={me.t} message={me.t("contacts.done.saved")} />,
  ]);
}

/** The star of the list and the card beside the thread, wherever they are open. */
async function announceContact({ db, live }: Recado, contactId: number): Promise<void> {
  const rows = await db
    .selectFrom("tickets")
    .select((select) => ["thread_id", select.fn.max("id").as("ticket_id")])
    .where("contact_id", "=", contactId)
    .groupBy("thread_id")
    .execute();
  for (const { thread_id, ticket_id } of rows)
    announce(live, { ticket: Number(ticket_id), thread: thread_id }, "ticket");
}

function readDetails(form: Form, value: number | null, me: Me): ContactDetails {
  return {
    isVip: form.has("vip"),
    value,
    timezone: form.text("timezone") || null,
    ...(mayChooseManager(me) && form.has("manager")
      ? { managerId: form.text("manager") ? idOf(form.text("manager")) : null }
      : {}),
  };
}

function readValues(
  fields: readonly ContactFieldRow[],
  form: Form,
  current: ContactValues,
  { t }: Me,
) {
  const values = new Map<number, string | null>();
  const errors = new Map<number, string>();
  for (const field of fields) {
    if (!form.has(`field-${field.id}`)) continue;
    try {
      const text = form.text(`field-${field.id}`, 600);
      values.set(field.id, readFieldValue(field, text, current.get(field.id)));
    } catch (error) {
      if (!(error instanceof AppError) || !error.key) throw error;
      errors.set(field.id, t(error.key, error.values));
    }
  }
  return { values, errors };
}

/** The form again, as it was typed. */
function typed(
  known: KnowledgeView,
  form: Form,
  errors: ReadonlyMap<number, string>,
  isMoneyWrong: boolean,
  { t }: Me,
): KnowledgeView {
  return {
    ...known,
    isVip: form.has("vip"),
    value: form.text("value"),
    valueError: isMoneyWrong ? t("error.value-money") : undefined,
    timezone: form.text("timezone"),
    managerId: form.has("manager") ? form.text("manager") : known.managerId,
    fields: known.fields.map((field) => ({
      ...field,
      value: form.text(`field-${field.id}`, 600),
      error: errors.get(field.id),
    })),
  };
}
