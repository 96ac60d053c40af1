/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey } from "../../views/i18n.ts";
import {
  type ContactFieldErrors,
  ContactFieldFormPage,
} from "../../views/settings/contact-field-form.tsx";
import {
  type ContactFieldItem,
  ContactFieldsPage,
  ContactFieldsPart,
  FIELDS_PATH,
} from "../../views/settings/contact-fields-page.tsx";
import {
  choicesOf,
  type ContactFieldInput,
  countFieldValues,
  deleteContactField,
  fieldTypes,
  getContactField,
  insertContactField,
  listContactFields,
  moveContactField,
  updateContactField,
} from "../contacts/contact-fields.ts";
import type { Db } from "../db/open.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "./one-place.ts";

/** What else the business keeps about people. */
export function contactFieldRoutes(recado: Recado) {
  return new Elysia()
    .get("/settings/contact-fields", ({ request, query }) => showList(recado, request, query.done))
    .get("/settings/contact-fields/new", ({ request }) =>
      formPage(recado, request, null, { label: "", type: "text", choices: [] }),
    )
    .post("/settings/contact-fields", ({ request }) => save(recado, request, null), asForm)
    .get("/settings/contact-fields/:id", byId(recado, showOne))
    .post("/settings/contact-fields/:id", byId(recado, save), asForm)
    .put("/settings/contact-fields/:id/position", byId(recado, move), asForm)
    .post("/settings/contact-fields/:id/deletion", byId(recado, remove), asForm);
}

async function listItems(db: Db): Promise<ContactFieldItem[]> {
  const [fields, used] = await Promise.all([listContactFields(db), countFieldValues(db)]);
  return fields.map(({ id, label, type }) => ({ id, label, type, used: used.get(id) ?? 0 }));
}

async function showList(
  recado: Recado,
  request: Request,
  done: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const fields = await listItems(recado.db);
  const saved = fields.find((field) => String(field.id) === done);
  const { t } = frame.me;
  const text = saved
    ? t("fields.saved", { name: saved.label })
    : done === "deleted"
      ? t("fields.deleted")
      : undefined;
  return page(<ContactFieldsPage frame={frame} fields={fields} done={text} />);
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const field = await getContactField(recado.db, id);
  return formPage(recado, request, id, { ...field, choices: choicesOf(field) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const input = readInput(await readForm(request));
  const now = recado.clock.now();
  try {
    const saved = await recado.write((tx) =>
      id === null ? insertContactField(tx, input, now) : updateContactField(tx, id, input),
    );
    return redirect(`${FIELDS_PATH}?done=${saved.id}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.key === undefined) throw error;
    const type = id === null ? input.type : (await getContactField(recado.db, id)).type;
    return formPage(recado, request, id, { ...input, type }, error);
  }
}

function readInput(form: Form): ContactFieldInput {
  return {
    label: form.text("label"),
    type: fieldTypes.find((type) => type === form.text("type")) ?? "text",
    choices: form.raw("choices").split(/\r?\n/),
  };
}

const fieldOf: Partial<Record<TextKey, keyof ContactFieldErrors>> = {
  "error.field-label": "label",
  "error.field-most": "label",
  "error.field-choices": "choices",
};

async function formPage(
  recado: Recado,
  request: Request,
  id: number | null,
  field: ContactFieldInput,
  error?: AppError,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const name = error?.key && fieldOf[error.key];
  const errors = name && error.key ? { [name]: frame.me.t(error.key, error.values) } : {};
  const markup = (
    <ContactFieldFormPage
      frame={frame}
      saved={await savedOf(recado.db, id)}
      field={field}
      errors={errors}
    />
  );
  return page(markup, { status: error?.status ?? 200 });
}

async function savedOf(db: Db, id: number | null) {
  if (id === null) return null;
  const { key } = await getContactField(db, id);
  return { id, key, used: (await countFieldValues(db)).get(id) ?? 0 };
}

async function move(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const direction = directionOf(await readForm(request));
  await recado.write((tx) => moveContactField(tx, id, direction));
  return partSaid(t, <ContactFieldsPart t={t} fields={await listItems(recado.db)} />);
}

async function remove(recado: Recado, request: Request, id: number): Promise<Response> {
  await recado.write((tx) => deleteContactField(tx, id));
  return redirect(`${FIELDS_PATH}?done=deleted`, request);
}
