/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { RecordFormPage } from "../../views/consent/record-form.tsx";
import { languageNames } from "../../views/ui/languages.ts";
import { listPurposes } from "../consent/purposes.ts";
import { type ContactRow, getVisibleContact } from "../contacts/contacts.ts";
import { showName } from "../contacts/phone.ts";
import type { Db, Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { asForm, formOf, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { removeMediaFiles } from "../whatsapp/media-files.ts";
import { keepRecord } from "./keep-record.ts";
import { getPaper, insertPaper, servePaper, storePaper, type StoredPaper } from "./papers.ts";
import { readPurposeNames } from "./purpose-names.ts";
import { readTimeline } from "./read-timeline.ts";
import {
  blankRecord,
  type ReadRecord,
  readRecordForm,
  type RecordProblems,
  type TypedRecord,
  typedRecord,
} from "./record-form.ts";
import { listTextChoices } from "./text-choices.ts";

/** What was said at the counter, on paper or on the phone; and the photos of papers. */
export function recordRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .get("/contacts/:id/consent", ({ request, params, query }) =>
      showForm(recado, request, idOf(params.id), query),
    )
    .post(
      "/contacts/:id/consent",
      ({ request, params }) => save(recado, work, request, idOf(params.id)),
      asForm,
    )
    .get("/contacts/:id/papers/:paper", ({ request, params }) =>
      showOwnPaper(recado, request, idOf(params.id), idOf(params.paper)),
    )
    .get("/consent/papers/:id", async ({ request, params }) =>
      servePaper(recado, request, await getPaper(recado.db, idOf(params.id))),
    );
}

async function showOwnPaper(recado: Recado, request: Request, id: number, paperId: number) {
  const contact = await getVisibleContact(recado.db, id, meOf(request).scope);
  return servePaper(recado, request, await getPaper(recado.db, paperId, contact.id));
}

type Query = Record<string, string | undefined>;

async function showForm(recado: Recado, request: Request, id: number, query: Query) {
  const contact = await getVisibleContact(recado.db, id, meOf(request).scope);
  return formPage(recado, request, contact, { event: query.event, done: query.done });
}

interface PageState {
  typed?: TypedRecord;
  problems?: RecordProblems;
  /** Chosen by the link that led here. */
  event?: string;
  done?: string;
}

const doneTexts = {
  given: "record-form.done.given",
  asked: "record-form.done.asked",
  requested: "record-form.done.requested",
  refused: "record-form.done.refused",
  withdrawn: "record-form.done.withdrawn",
} as const;

async function formPage(
  recado: Recado,
  request: Request,
  contact: ContactRow,
  { typed, problems = {}, event, done }: PageState,
): Promise<Response> {
  const { db } = recado;
  const me = meOf(request);
  const style = await timeStyleOf(recado, me.language);
  const choices = await readChoices(recado, me, contact);
  const blank = blankRecord(style, contact.language ?? me.language);
  const said = Object.entries(doneTexts).find(([name]) => name === done)?.[1];
  const markup = (
    <RecordFormPage
      frame={await frameOf(recado, request)}
      contact={{ id: contact.id, name: showName(contact.name, me.can("phones")) }}
      typed={typed ?? { ...blank, ...(event && { event }) }}
      problems={problems}
      choices={choices}
      consent={await readTimeline(db, contact.id, me, { style })}
      done={said && me.t(said)}
    />
  );
  return page(markup, { status: typed ? 422 : 200 });
}

const SHOWN_WORDS = 60;

/** What the form offers, in the reader's words. */
async function readChoices({ db }: Recado, me: Me, { language }: ContactRow) {
  const names = await readPurposeNames(db, me);
  const purposes = await listOpenPurposes(db);
  const texts = await listTextChoices(db, purposes, language ?? me.language);
  return {
    purposes: purposes.map((key) => ({ value: key, label: names.get(key) ?? key })),
    texts: texts.map(({ value, purpose, language: spoken, version, body }) => {
      const told = version > 0 ? [me.t("consent-log.text.version", { n: version })] : [];
      const about = [languageNames[spoken], names.get(purpose) ?? purpose, ...told].join(" · ");
      return { value, label: `${about}: ${body.slice(0, SHOWN_WORDS)}…` };
    }),
  };
}

/** Keys of what may be asked for today. */
async function listOpenPurposes(db: Db): Promise<string[]> {
  const purposes = await listPurposes(db);
  return purposes.flatMap(({ key, retired_at }) => (retired_at === null ? [key] : []));
}

/** All or nothing; a form with a wrong field comes back whole, but for the photo. */
async function save(recado: Recado, work: Work, request: Request, id: number): Promise<Response> {
  const { db } = recado;
  const me = meOf(request);
  const contact = await getVisibleContact(db, id, me.scope);
  const body = await request.formData().catch(() => new FormData());
  const photo = photoOf(body);
  const typed = typedRecord(formOf(body));
  const purposes = await listOpenPurposes(db);
  const read = readRecordForm(typed, {
    purposes,
    texts: await listTextChoices(db, purposes),
    style: await timeStyleOf(recado, me.language),
    hasPhoto: photo !== null,
  });
  if ("problems" in read)
    return formPage(recado, request, contact, { typed, problems: read.problems });
  let paper: StoredPaper | null = null;
  try {
    paper = photo && (await storePaper(recado, photo));
  } catch (error) {
    if (!(error instanceof AppError) || !error.key) throw error;
    return formPage(recado, request, contact, { typed, problems: { photo: error.key } });
  }
  const done = await record(recado, work, me, { contactId: contact.id, read: read.record, paper });
  return redirect(`/contacts/${contact.id}/consent?done=${done}`, request);
}

/** A field of a file without one holds an empty file. */
function photoOf(body: FormData): File | null {
  const photo = body.get("photo");
  return photo instanceof File && photo.size > 0 ? photo : null;
}

interface Recording {
  contactId: number;
  read: ReadRecord;
  paper: StoredPaper | null;
}

async function record(recado: Recado, work: Work, me: Me, { contactId, read, paper }: Recording) {
  const now = recado.clock.now();
  const { source, note, ...said } = read;
  const evidence = {
    source,
    ...(note && { note }),
    ...(paper && { paper_sha256: paper.sha256 }),
  };
  const recorded = { ...said, contactId, actor: { type: "agent", id: me.id } as const, evidence };
  const before = async (tx: Tx) => {
    // Meanwhile somebody may have merged or deleted it.
    await getVisibleContact(tx, contactId, me.scope);
    if (paper) await insertPaper(tx, contactId, paper, { createdBy: me.id, now });
  };
  try {
    return await keepRecord(recado, work, recorded, {
      scope: me.can("reply") ? me.scope : null,
      before,
    });
  } catch (error) {
    if (paper) await removeMediaFiles(recado, [paper.file]);
    throw error;
  }
}
