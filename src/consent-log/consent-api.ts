import { Elysia } from "elysia";
import { languages, translator } from "../../views/i18n.ts";
import { pageOf, readChoice, readId, readPaging } from "../api/paging.ts";
import { listPurposes } from "../consent/purposes.ts";
import { listConsentStates } from "../consent/states.ts";
import { getContact } from "../contacts/contacts.ts";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { everything } from "../users/ticket-scope.ts";
import { newRecordBody, readApiRecord } from "./api-record.ts";
import { keepRecord } from "./keep-record.ts";
import { findPlace, listPlaces } from "./list-log.ts";
import { consentEvents, consentMethods, type LogFilter } from "./log-filter.ts";
import { readPurposeNames } from "./purpose-names.ts";
import type { RecordedConsent } from "./record-consent.ts";
import { recordsJson } from "./record-json.ts";

/** The consent log for programs: what a person agreed to, and records of their own. */
export function consentApi(recado: Recado, work: Work) {
  const { db } = recado;
  return new Elysia()
    .use(withToken)
    .get("/api/v1/contacts/:id/consent", async ({ params }) => {
      const contact = await getContact(db, readId(params.id));
      return consentJson(recado, contact.id, await listSeqs(db, contact.id));
    })
    .post(
      "/api/v1/contacts/:id/consent",
      async ({ params, body, token, set }) => {
        const { id: contactId } = await getContact(db, readId(params.id));
        const now = recado.clock.now();
        const asked = await readApiRecord(db, body, { contactId, tokenId: token.id, now });
        const known = body.event_at === undefined ? [] : await findSame(db, asked);
        if (known.length > 0) return consentJson(recado, contactId, known);
        const before = (await listSeqs(db, contactId))[0] ?? 0;
        await keepRecord(recado, work, asked, { scope: everything });
        set.status = 201;
        const made = (await listSeqs(db, contactId)).filter((seq) => seq > before);
        return consentJson(recado, contactId, made);
      },
      { body: newRecordBody },
    )
    .get("/api/v1/consent/records", ({ query }) => listRecords(db, query))
    .get("/api/v1/consent/purposes", async () => ({
      data: await purposesJson(db),
      next_cursor: null,
    }));
}

async function consentJson({ db, clock }: Recado, contactId: number, seqs: readonly number[]) {
  const states = await listConsentStates(db, [contactId], clock.now());
  return {
    contact_id: contactId,
    consent: states.get(contactId),
    data: await recordsJson(db, seqs),
    next_cursor: null,
  };
}

/** The newest first. */
async function listSeqs(db: Db, contactId: number): Promise<number[]> {
  const rows = await ofContact(db, contactId).orderBy("seq", "desc").execute();
  return rows.map(({ seq }) => seq);
}

/** The same once more, as programs send it after a time-out. */
async function findSame(db: Db, asked: RecordedConsent): Promise<number[]> {
  const rows = await ofContact(db, asked.contactId)
    .where("purpose", "=", asked.purpose)
    .where("event", "=", asked.event)
    .where("method", "=", asked.method)
    .where("event_at", "=", asked.eventAt)
    .execute();
  return rows.map(({ seq }) => seq);
}

function ofContact(db: Db, contactId: number) {
  return db
    .selectFrom("consent_records")
    .select("seq")
    .where("subject_id", "in", (of) =>
      of.selectFrom("consent_subjects").select("id").where("contact_id", "=", contactId),
    );
}

type Query = Record<string, string | undefined>;

async function listRecords(db: Db, query: Query) {
  const { limit, order, after: cursor } = readPaging(query);
  const after = cursor === null ? null : await findPlace(db, cursor);
  const found = await listPlaces(db, await readFilter(db, query), { after, limit, order });
  const places = found.map(({ seq }) => ({ id: seq }));
  const page = pageOf(places, { limit, order, after: cursor }, ({ id }) => id);
  return { ...page, data: await recordsJson(db, page.data) };
}

async function readFilter(db: Db, query: Query): Promise<LogFilter> {
  const keys = (await listPurposes(db)).map(({ key }) => key);
  return {
    purpose: readChoice("purpose", query.purpose, keys),
    event: readChoice("event", query.event, consentEvents),
    method: readChoice("method", query.method, consentMethods),
    from: readInstant("from", query.from),
    until: readInstant("to", query.to),
    contactIds: query.contact_id === undefined ? null : [readId(query.contact_id)],
  };
}

function readInstant(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new AppError("invalid", `${name}: give an instant such as 2026-09-21T13:30:00Z.`);
}

/** With its name in each language. */
async function purposesJson(db: Db) {
  const named = await Promise.all(
    languages.map(async (language) => ({
      language,
      names: await readPurposeNames(db, { t: translator(language), language }),
    })),
  );
  return (await listPurposes(db)).map((row) => ({
    key: row.key,
    names: Object.fromEntries(named.map(({ language, names }) => [language, names.get(row.key)])),
    builtin: row.is_builtin === 1,
    expires_months: row.expires_months,
    retired: row.retired_at !== null,
  }));
}
