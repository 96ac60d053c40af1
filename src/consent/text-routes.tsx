/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { languages } from "../../views/i18n.ts";
import { TextPage, type TextView } from "../../views/consent/text-page.tsx";
import { TextsPage } from "../../views/consent/texts-page.tsx";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import type { Language } from "../db/schema.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { findLanguage } from "../users/read-fields.ts";
import {
  approveText,
  deleteTextDraft,
  getText,
  insertTextDraft,
  retireText,
  updateTextDraft,
} from "./change-texts.ts";
import { readTextList } from "./present-texts.ts";
import { requirePurpose } from "./purposes.ts";
import { builtinText, type ConsentTextRow, fillApproved } from "./texts.ts";

const PATH = "/consent/texts";

/** What people are shown before they agree: drafts, approval, versions. */
export function consentTextRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, ({ request, query }) => showList(recado, request, query))
    .get(`${PATH}/new`, ({ request, query }) => showNew(recado, request, query))
    .post(PATH, ({ request }) => create(recado, request), asForm)
    .get(`${PATH}/:id`, ({ request, params, query }) =>
      showOne(recado, request, Number(params.id), { query }),
    )
    .post(`${PATH}/:id`, byId(recado, save), asForm)
    .post(`${PATH}/:id/approval`, byId(recado, approve), asForm)
    .post(`${PATH}/:id/retirement`, byId(recado, retire), asForm)
    .post(`${PATH}/:id/deletion`, byId(recado, discard), asForm);
}

type Query = Record<string, string | undefined>;

async function showList(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const purposes = await readTextList(recado.db, me);
  const frame = await frameOf(recado, request);
  return page(<TextsPage frame={frame} purposes={purposes} done={doneText(me.t, query)} />);
}

/** Begins with what people are shown now. */
async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const purpose = (await requirePurpose(recado.db, query.purpose ?? "")).key;
  const language = findLanguage(query.language ?? "") ?? languages[0]!;
  const approved = await recado.db
    .selectFrom("consent_texts")
    .select("body")
    .where("purpose", "=", purpose)
    .where("language", "=", language)
    .orderBy("version", "desc")
    .executeTakeFirst();
  const body = approved?.body ?? builtinText(purpose, language)?.body ?? "";
  return textPage(recado, request, { row: null, purpose, language, body });
}

async function create(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const purpose = (await requirePurpose(recado.db, form.text("purpose"))).key;
  const language = findLanguage(form.text("language")) ?? languages[0]!;
  const body = form.raw("body");
  const me = meOf(request);
  return orRefused(recado, request, { row: null, purpose, language, body }, async () => {
    const now = recado.clock.now();
    const { id } = await recado.write((tx) =>
      insertTextDraft(tx, { purpose, language, body }, me.id, now),
    );
    return redirectDone(`${PATH}/${id}`, "text-draft");
  });
}

async function save(recado: Recado, request: Request, id: number): Promise<Response> {
  const body = (await readForm(request)).raw("body");
  const row = await getText(recado.db, id);
  const { purpose, language } = row;
  return orRefused(recado, request, { row, purpose, language, body }, async () => {
    await recado.write((tx) => updateTextDraft(tx, id, body));
    return redirectDone(`${PATH}/${id}`, "text-draft");
  });
}

async function approve(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await getText(recado.db, id);
  const me = meOf(request);
  return orRefused(recado, request, { row, ...row }, async () => {
    await recado.write((tx) => approveText(tx, id, me.id, recado.clock.now()));
    return redirectDone(PATH, "text-approved");
  });
}

async function retire(recado: Recado, _: Request, id: number): Promise<Response> {
  await recado.write((tx) => retireText(tx, id, recado.clock.now()));
  return redirectDone(PATH, "text-retired");
}

async function discard(recado: Recado, _: Request, id: number): Promise<Response> {
  await recado.write((tx) => deleteTextDraft(tx, id));
  return redirectDone(PATH, "text-discarded");
}

interface Shown {
  row: ConsentTextRow | null;
  purpose: string;
  language: Language;
  body: string;
}

/** What was refused comes back as it was written, with the reason. */
async function orRefused(
  recado: Recado,
  request: Request,
  shown: Shown,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.key === undefined) throw error;
    return textPage(recado, request, shown, { error });
  }
}

async function showOne(
  recado: Recado,
  request: Request,
  id: number,
  more: { query: Query },
): Promise<Response> {
  const row = await getText(recado.db, id);
  return textPage(recado, request, { row, ...row }, more);
}

async function textPage(
  recado: Recado,
  request: Request,
  { row, purpose, language, body }: Shown,
  { error, query = {} }: { error?: AppError; query?: Query } = {},
): Promise<Response> {
  const me = meOf(request);
  const names = await readPurposeNames(recado.db, me);
  const view: TextView = {
    id: row?.id ?? null,
    version: row?.version ?? null,
    state: row?.state ?? "draft",
    purpose,
    purposeName: names.get(purpose) ?? purpose,
    language,
    body,
    preview: await fillApproved(recado.db, { body, language }),
    error: error?.key && me.t(error.key, error.values),
  };
  const frame = await frameOf(recado, request);
  const markup = <TextPage frame={frame} text={view} done={doneText(me.t, query)} />;
  return page(markup, { status: error?.status ?? 200 });
}
