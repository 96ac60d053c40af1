/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { FormEditPage } from "../../views/consent/form-edit.tsx";
import { FormPosterPage } from "../../views/consent/form-poster.tsx";
import { FormsPage } from "../../views/consent/forms-page.tsx";
import { translator } from "../../views/i18n.ts";
import { listPurposes } from "../consent/purposes.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { listChannelChoices } from "./form-channel.ts";
import { type FormProblems, formProblems, readFormInput } from "./form-input.ts";
import { formLanguage } from "./form-language.ts";
import {
  type ConsentFormInput,
  getForm,
  insertForm,
  listForms,
  setFormOpen,
  updateForm,
} from "./forms.ts";
import { addressOfForm, shareOf } from "./present-form.ts";
import { qrOf } from "./qr.ts";
import { countSubmissions } from "./submissions.ts";

const LIST = "/consent/forms";

/** The forms that people fill in at `/c/…`: what they ask for, and how they are handed out. */
export function consentFormRoutes(recado: Recado) {
  return new Elysia()
    .get("/consent/forms", ({ request }) => showForms(recado, request))
    .get("/consent/forms/new", ({ request }) => editPage(recado, request, { form: noForm }))
    .post("/consent/forms", ({ request }) => save(recado, request, null), asForm)
    .get("/consent/forms/:id", byId(recado, showForm))
    .post("/consent/forms/:id", byId(recado, save), asForm)
    .post("/consent/forms/:id/closing", byId(recado, turn(false)), asForm)
    .post("/consent/forms/:id/opening", byId(recado, turn(true)), asForm)
    .get("/consent/forms/:id/poster", byId(recado, showPoster));
}

const noForm: ConsentFormInput = {
  name: "",
  slug: "",
  purposes: [],
  channelId: null,
  titles: {},
  intros: {},
};

async function showForms(recado: Recado, request: Request): Promise<Response> {
  const counts = await countSubmissions(recado.db);
  const forms = (await listForms(recado.db)).map((form) => ({
    ...form,
    address: addressOfForm(recado, form.slug),
    ...(counts.get(form.id) ?? { confirmed: 0, waiting: 0 }),
  }));
  return page(<FormsPage frame={await frameOf(recado, request)} forms={forms} />);
}

async function showForm(recado: Recado, request: Request, id: number): Promise<Response> {
  return editPage(recado, request, { id, form: await getForm(recado.db, id) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const sent = await readForm(request);
  const known = await choicesOf(recado);
  const form = readFormInput(sent, {
    purposes: known.purposes,
    channels: known.channels.map((channel) => channel.id),
  });
  const problems = formProblems(form);
  if (Object.keys(problems).length > 0) return editPage(recado, request, { id, form, problems });
  const now = recado.clock.now();
  try {
    const saved = await recado.write(async (tx) => {
      if (id === null) return insertForm(tx, form, now);
      await updateForm(tx, id, form, now);
      return id;
    });
    return redirect(`${LIST}/${saved}?done=saved`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return editPage(recado, request, { id, form, problems: { slug: "forms.slug.taken" } });
  }
}

async function choicesOf({ db }: Recado) {
  const purposes = (await listPurposes(db)).filter(({ retired_at }) => retired_at === null);
  return { purposes: purposes.map(({ key }) => key), channels: await listChannelChoices(db) };
}

interface Edited {
  id?: number | null;
  form: ConsentFormInput;
  problems?: FormProblems;
}

async function editPage(
  recado: Recado,
  request: Request,
  { id = null, form, problems = {} }: Edited,
): Promise<Response> {
  const me = meOf(request);
  const names = await readPurposeNames(recado.db, me);
  const { purposes, channels } = await choicesOf(recado);
  const query = new URL(request.url).searchParams;
  const language = await formLanguage(recado.db, request, query.get("language") ?? me.language);
  const shown = { language, isLanguageChosen: query.has("language") };
  const markup = (
    <FormEditPage
      frame={await frameOf(recado, request)}
      id={id}
      form={form}
      problems={problems}
      purposes={purposes.map((key) => ({ value: key, label: names.get(key) ?? key }))}
      channels={channels}
      share={id === null ? null : await shareOf(recado, await getForm(recado.db, id), shown)}
      isSaved={query.get("done") === "saved"}
    />
  );
  return page(markup, { status: Object.keys(problems).length > 0 ? 422 : 200 });
}

function turn(isOpen: boolean) {
  return async (recado: Recado, request: Request, id: number): Promise<Response> => {
    await recado.write((tx) => setFormOpen(tx, id, isOpen, recado.clock.now()));
    return redirect(`${LIST}/${id}`, request);
  };
}

/** For the wall: the title and the form's address to scan. */
async function showPoster(recado: Recado, request: Request, id: number): Promise<Response> {
  const form = await getForm(recado.db, id);
  const query = new URL(request.url).searchParams;
  const asked = query.get("language") ?? meOf(request).language;
  const language = await formLanguage(recado.db, request, asked);
  const address = `${addressOfForm(recado, form.slug)}?language=${language}`;
  const business = (await getSetting(recado.db, "business"))?.name ?? "Recado";
  const poster = { title: form.titles[language] ?? "", address, qr: qrOf(address) };
  const frame = { t: translator(language), language, business };
  return page(<FormPosterPage {...frame} poster={poster} />);
}
