import { Elysia } from "elysia";
import type { KnowledgeView } from "../../views/contacts/contact-knowledge.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { type Me, meOf } from "../http/me.ts";
import { redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
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
  return new Elysia().post(
    "/contacts/:id/knowledge",
    byId(recado, (_, request, id) => save(recado, refuse, request, id)),
    asForm,
  );
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
    const known = await readKnowledge(db, contact, me);
    return refuse(request, contact, typed(known, form, errors, value === undefined, me));
  }
  const details = readDetails(form, value, me);
  await recado.write(async (tx) => {
    // Meanwhile somebody may have changed or merged it.
    const fresh = await getVisibleContact(tx, contact.id, me.scope);
    await changeDetails(tx, fresh, details, recado.clock.now());
    await saveContactValues(tx, contact.id, values);
  });
  return redirect(`/contacts/${contact.id}?done=saved#knowledge`, request);
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
