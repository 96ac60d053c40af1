/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { EditorPage, IncidentFields } from "../../views/incidents/editor-page.tsx";
import { IncidentBeside } from "../../views/incidents/preview.tsx";
import { languages } from "../../views/i18n.ts";
import { Part } from "../../views/ui/part.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, formOf, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { storeAsset } from "./assets.ts";
import { incidentFaults } from "./check-incident.ts";
import type { Phrasings } from "./incident.ts";
import {
  draftOf,
  editDraft,
  emptyDraft,
  type IncidentDraft,
  incidentOf,
  readDraft,
} from "./incident-draft.ts";
import { getIncident, inputOf, insertIncident, updateIncident } from "./incidents.ts";
import { presentBeside, presentEditing, type Reader, sayFaults } from "./present-editor.ts";
import { requireGreen } from "./require-green.ts";
import { cleanIncident, readNameable } from "./require-incident.ts";

/** One incident: written, changed, previewed, tried. */
export function editorRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/incidents/new", ({ request, query }) => showNew(recado, request, query))
    .post("/bot/incidents/new", ({ request }) => showFilled(recado, request), asForm)
    .post("/bot/incidents", ({ request }) => save(recado, request, null), asForm)
    .post("/bot/incidents/draft", ({ request }) => changeDraft(recado, request), asForm)
    .post("/bot/incidents/preview", ({ request }) => preview(recado, request), asForm)
    .get("/bot/incidents/:id", byId(recado, show))
    .post("/bot/incidents/:id", byId(recado, save), asForm);
}

type Query = Record<string, string | undefined>;
interface Shown {
  id: number | null;
  draft: IncidentDraft;
  faults?: Record<string, string>;
  red?: string;
  focus?: string;
  sentence?: string;
}

/** `?phrase=`: how somebody has said it, in the language of the business. */
async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const { fallback } = await readerOf(recado, request);
  const phrase = (query.phrase ?? "").trim().slice(0, 200);
  const phrasings: Phrasings = phrase ? { [fallback]: [phrase] } : {};
  return editorPage(recado, request, { id: null, draft: emptyDraft(fallback, "", phrasings) });
}

/** Phrasings from elsewhere, `phrasings.en` …, one a line: the form opens with them; nothing is saved. */
async function showFilled(recado: Recado, request: Request): Promise<Response> {
  const { fallback } = await readerOf(recado, request);
  const form = await readForm(request);
  const phrasings: Phrasings = Object.fromEntries(
    languages.map((language) => [language, linesOf(form, `phrasings.${language}`)]),
  );
  const spoken = languages.find((language) => phrasings[language]?.length) ?? fallback;
  const draft = emptyDraft(spoken, form.text("name", 80), phrasings);
  return editorPage(recado, request, { id: null, draft });
}

function linesOf(form: Form, name: string): string[] {
  const lines = form.all(name).flatMap((text) => text.split(/\r?\n/));
  return [...new Set(lines.map((line) => line.trim().slice(0, 200)).filter(Boolean))];
}

async function show(recado: Recado, request: Request, id: number): Promise<Response> {
  const { fallback } = await readerOf(recado, request);
  const draft = draftOf(inputOf(await getIncident(recado.db, id)), fallback);
  return editorPage(recado, request, { id, draft });
}

/** What was refused comes back as it was written, each reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const me = meOf(request);
  const sent = await readSent(recado, request);
  const { draft } = sent;
  const input = cleanIncident(incidentOf(draft));
  const faults = {
    ...sayFaults(me.t, incidentFaults(input, await readNameable(recado.db))),
    ...sent.faults,
  };
  if (Object.keys(faults).length > 0)
    return editorPage(recado, request, { id, draft, faults }, 422);
  try {
    await requireGreen(recado, { save: input, id });
  } catch (error) {
    if (!(error instanceof AppError) || error.key !== "incident.red") throw error;
    const red = me.t(error.key, error.values);
    return editorPage(recado, request, { id, draft, red }, error.status);
  }
  const now = recado.clock.now();
  await recado.write((tx) =>
    id === null ? insertIncident(tx, input, me.id, now) : updateIncident(tx, id, input, me.id, now),
  );
  return redirect(`/bot/incidents?done=${input.enabled ? "saved" : "off"}`, request);
}

/** The form with a line more or less, or a file: nothing else is saved. Without the script, a whole page. */
async function changeDraft(recado: Recado, request: Request): Promise<Response> {
  const { form, draft: read, faults } = await readSent(recado, request);
  const { draft, focus } = editDraft(read, form.text("edit"));
  const id = idOf(form.text("id")) || null;
  const sentence = form.text("try", 1000);
  if (!isFragment(request))
    return editorPage(recado, request, { id, draft, faults, focus, sentence });
  const reader = await readerOf(recado, request);
  const editing = await presentEditing(recado.db, reader, draft, { faults, focus });
  const beside = await presentBeside(recado.db, reader, id, draft, sentence);
  return fragment([
    <IncidentFields {...editing} />,
    <Part target="#incident-beside">
      <IncidentBeside {...beside} />
    </Part>,
  ]);
}

async function preview(recado: Recado, request: Request): Promise<Response> {
  const reader = await readerOf(recado, request);
  const form = await readForm(request);
  const draft = readDraft(form, reader.fallback);
  const id = idOf(form.text("id")) || null;
  const beside = await presentBeside(recado.db, reader, id, draft, form.text("try", 1000));
  return fragment(<IncidentBeside {...beside} />);
}

/** The form, with the file that came along stored; one that is refused is a fault of its field. */
async function readSent(recado: Recado, request: Request) {
  const { fallback } = await readerOf(recado, request);
  const body = await request.formData().catch(() => new FormData());
  const form = formOf(body);
  const draft = readDraft(form, fallback);
  const faults: Record<string, string> = {};
  const file = body.get("file");
  if (!(file instanceof File) || file.size === 0) return { form, draft, faults };
  try {
    draft.assetId = (await storeAsset(recado, file)).id;
  } catch (error) {
    if (!(error instanceof AppError) || !error.key) throw error;
    faults.asset_id = meOf(request).t(error.key, error.values);
  }
  return { form, draft, faults };
}

async function readerOf(recado: Recado, request: Request): Promise<Reader> {
  const { t, language } = meOf(request);
  const fallback = (await getSetting(recado.db, "business"))?.language ?? language;
  return { t, language, fallback };
}

async function editorPage(
  recado: Recado,
  request: Request,
  { id, draft, sentence = "", ...shown }: Shown,
  status = 200,
): Promise<Response> {
  const reader = await readerOf(recado, request);
  const editing = await presentEditing(recado.db, reader, draft, shown);
  const beside = await presentBeside(recado.db, reader, id, draft, sentence);
  const frame = await frameOf(recado, request);
  return page(<EditorPage frame={frame} id={id} form={editing} beside={beside} />, { status });
}
