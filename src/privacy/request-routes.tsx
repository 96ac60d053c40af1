/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  NewRequestPage,
  type PersonItem,
  type RequestProblems,
  type RequestValues,
} from "../../views/consent/request-form.tsx";
import { RequestPage } from "../../views/consent/request-page.tsx";
import { type RequestList, RequestsPage } from "../../views/consent/requests-page.tsx";
import { type ContactRow, getVisibleContact } from "../contacts/contacts.ts";
import { listContacts } from "../contacts/list-contacts.ts";
import { itemOf } from "../contacts/read-contact.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { erasureRoutes } from "./erasure-routes.tsx";
import { openRequest } from "./handle-request.ts";
import { packageRoutes } from "./package/package-routes.ts";
import { dayOf, requestItemOf } from "./present-request.ts";
import { readRequest } from "./read-request.ts";
import { firstValues, lawChoices, readRequestForm } from "./request-form.ts";
import { stepRoutes } from "./request-step-routes.ts";
import { listClosedRequests, listOpenRequests } from "./requests.ts";

const PATH = "/consent/requests";

/** What persons ask about their data, and how far it is. */
export function requestRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, ({ request, query }) => showRequests(recado, request, query))
    .get(`${PATH}/new`, ({ request, query }) => showNew(recado, request, query))
    .post(PATH, ({ request }) => createRequest(recado, request), asForm)
    .get(`${PATH}/:id`, ({ request, params, query }) =>
      showRequest(recado, request, idOf(params.id), { query }),
    )
    .use(erasureRoutes(recado))
    .use(packageRoutes(recado))
    .use(
      stepRoutes(recado, (request, id, problem) => showRequest(recado, request, id, { problem })),
    );
}

type Query = Record<string, string | undefined>;
const ROWS = 50;

async function showRequests(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const list = await readList(recado, me, query);
  const frame = await frameOf(recado, request);
  return page(<RequestsPage frame={frame} list={list} done={doneText(me.t, query)} />);
}

async function readList(recado: Recado, me: Me, query: Query): Promise<RequestList> {
  const isClosed = query.state === "closed";
  const before = query.before ? idOf(query.before) : null;
  const rows = isClosed
    ? await listClosedRequests(recado.db, { before, limit: ROWS + 1 })
    : await listOpenRequests(recado.db);
  const style = await timeStyleOf(recado, me.language);
  const shown = isClosed ? rows.slice(0, ROWS) : rows;
  const hasOlder = rows.length > shown.length;
  return {
    isClosed,
    items: shown.map((row) => requestItemOf(row, { me, style })),
    newest: before === null ? null : `${PATH}?state=closed`,
    older: hasOlder ? `${PATH}?state=closed&before=${shown.at(-1)?.id}` : null,
  };
}

async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const contact = await readContactOf(recado, me, query.contact);
  const style = await timeStyleOf(recado, me.language);
  return newPage(recado, request, {
    contact,
    typed: (query.q ?? "").trim().slice(0, 100),
    values: await firstValues(recado.db, contact ?? null, style),
    problems: {},
  });
}

/** Undefined: nobody was named yet; null: it is nobody whom we know. */
async function readContactOf(
  { db }: Recado,
  me: Me,
  word: string | undefined,
): Promise<ContactRow | null | undefined> {
  if (!word) return undefined;
  return word === "none" ? null : getVisibleContact(db, idOf(word), me.scope);
}

interface NewRequestState {
  contact: ContactRow | null | undefined;
  typed?: string;
  values: RequestValues;
  problems: RequestProblems;
}

async function newPage(
  recado: Recado,
  request: Request,
  { contact, typed = "", values, problems }: NewRequestState,
): Promise<Response> {
  const me = meOf(request);
  const frame = await frameOf(recado, request);
  const { timezone, now } = await timeStyleOf(recado, me.language);
  const markup = (
    <NewRequestPage
      frame={frame}
      person={contact ? personItem(contact, me) : contact}
      search={{ typed, found: await findPersons(recado, me, typed) }}
      values={values}
      problems={problems}
      countries={lawChoices(me.language, me.t("requests.law.choose"))}
      today={dayOf(now, timezone).toString()}
    />
  );
  return page(markup, { status: Object.keys(problems).length > 0 ? 422 : 200 });
}

const MOST_FOUND = 20;

async function findPersons({ db }: Recado, me: Me, typed: string): Promise<PersonItem[]> {
  if (!typed) return [];
  const wanted = { typed, seesPhones: me.can("phones"), scope: me.scope, limit: MOST_FOUND };
  const { contacts } = await listContacts(db, wanted);
  return contacts.map((contact) => personItem(contact, me));
}

function personItem(contact: ContactRow, { can }: Pick<Me, "can">): PersonItem {
  const { id, name, subtitle } = itemOf(contact, [], can("phones"));
  return { id, name, subtitle };
}

async function createRequest(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const contact = (await readContactOf(recado, me, form.text("contact"))) ?? null;
  const style = await timeStyleOf(recado, me.language);
  const { values, problems, request: asked } = readRequestForm(form, style);
  if (!asked) return newPage(recado, request, { contact, values, problems });
  const opened = { ...asked, contactId: contact?.id ?? null, createdBy: me.id };
  const id = await recado.write((tx) => openRequest(tx, opened, style.now));
  return redirectDone(`${PATH}/${id}`, "request-opened");
}

async function showRequest(
  recado: Recado,
  request: Request,
  id: number,
  { query = {}, problem }: { query?: Query; problem?: string },
): Promise<Response> {
  const me = meOf(request);
  const view = await readRequest(recado, me, id, query);
  const frame = await frameOf(recado, request);
  const done = doneText(me.t, query);
  const markup = <RequestPage frame={frame} request={view} done={done} problem={problem} />;
  return page(markup, { status: problem ? 422 : 200 });
}
