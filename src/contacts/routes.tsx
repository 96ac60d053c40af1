/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { KnowledgeView } from "../../views/contacts/contact-knowledge.tsx";
import { ContactPage } from "../../views/contacts/contact-page.tsx";
import { ContactTags } from "../../views/contacts/contact-tags.tsx";
import {
  type ContactList,
  ContactResults,
  ContactRows,
  ContactsPage,
} from "../../views/contacts/contacts-page.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { keepContactClocks } from "../sla/keep-contact-clocks.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { findLanguage } from "../users/read-fields.ts";
import { blockRoutes } from "./block-routes.tsx";
import { changeContact } from "./change-contact.ts";
import {
  addContactTag,
  listContactTags,
  listTagsOf,
  listUsedContactTags,
  removeContactTag,
} from "./contact-tags.ts";
import { type ContactRow, getVisibleContact } from "./contacts.ts";
import { knowledgeRoutes } from "./knowledge-routes.tsx";
import { listContacts, readKey, writeKey } from "./list-contacts.ts";
import { showName } from "./phone.ts";
import { itemOf, readContact } from "./read-contact.ts";
import { listMembers } from "./segment-members.ts";
import { conditionOf, getSegment, listSegments, type SegmentRow } from "./segments.ts";

/** The people who write: found, named, tagged, blocked. */
export function contactRoutes(recado: Recado) {
  return new Elysia()
    .get("/contacts", ({ request, query }) => showContacts(recado, request, query))
    .get("/contacts/:id", ({ request, params, query }) =>
      showContact(recado, request, idOf(params.id), query.done === "saved"),
    )
    .post("/contacts/:id", byId(recado, saveContact), asForm)
    .post("/contacts/:id/tags", byId(recado, addTag), asForm)
    .delete(
      "/contacts/:id/tags",
      ({ request, params, query }) => dropTag(recado, request, idOf(params.id), query.tag),
      asForm,
    )
    .use(
      knowledgeRoutes(recado, (request, contact, known) =>
        contactPage(recado, request, contact, { known }),
      ),
    )
    .use(blockRoutes(recado));
}

type Query = Record<string, string | undefined>;

/** The whole page; for htmx what was found, or the rows of the next page alone. */
async function showContacts(recado: Recado, request: Request, query: Query): Promise<Response> {
  const list = await readList(recado, meOf(request), {
    typed: (query.q ?? "").trim().slice(0, 100),
    after: query.after,
    segment: query.segment ? await getSegment(recado.db, idOf(query.segment)) : null,
  });
  if (!isFragment(request))
    return page(<ContactsPage frame={await frameOf(recado, request)} list={list} />);
  const { t } = meOf(request);
  return fragment(
    query.after ? <ContactRows t={t} list={list} /> : <ContactResults t={t} list={list} />,
  );
}

async function readList(
  recado: Recado,
  me: Me,
  { typed, after, segment }: { typed: string; after?: string; segment: SegmentRow | null },
): Promise<ContactList> {
  const wanted = { typed, after: readKey(after), seesPhones: me.can("phones") };
  const { scope } = me;
  const { contacts, next } = segment
    ? await listMembers(
        recado.db,
        { condition: conditionOf(segment), scope, now: recado.clock.now() },
        wanted,
      )
    : await listContacts(recado.db, { ...wanted, scope });
  const tags = await listTagsOf(
    recado.db,
    contacts.map(({ id }) => id),
  );
  const kept = {
    ...(typed ? { q: typed } : {}),
    ...(segment ? { segment: String(segment.id) } : {}),
  };
  const more = next && `/contacts?${new URLSearchParams({ ...kept, after: writeKey(next) })}`;
  return {
    query: typed,
    segment: segment?.id ?? null,
    segments: await listSegments(recado.db),
    contacts: contacts.map((contact) =>
      itemOf(contact, tags.get(contact.id) ?? [], me.can("phones")),
    ),
    more,
  };
}

async function showContact(
  recado: Recado,
  request: Request,
  id: number,
  isSaved: boolean,
): Promise<Response> {
  const contact = await getVisibleContact(recado.db, id, meOf(request).scope);
  return contactPage(recado, request, contact, { isSaved });
}

async function saveContact(recado: Recado, request: Request, id: number): Promise<Response> {
  const form = await readForm(request);
  const me = meOf(request);
  const typedName = form.text("name");
  const language = findLanguage(form.text("language")) ?? null;
  const contact = await getVisibleContact(recado.db, id, me.scope);
  // The form held a masked number in the place of a name: it is no name to keep.
  const isMasked = typedName === showName(contact.name, me.can("phones"));
  try {
    await recado.write((tx) =>
      changeContact(
        tx,
        contact,
        { name: isMasked ? contact.name : typedName, language },
        recado.clock.now(),
      ),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.key !== "error.contact-name") throw error;
    return contactPage(recado, request, contact, { typedName });
  }
  return redirect(`/contacts/${id}?done=saved`, request);
}

interface PageState {
  isSaved?: boolean;
  /** A name that was refused. */
  typedName?: string;
  /** What is known, as it was refused. */
  known?: KnowledgeView;
}

async function contactPage(
  recado: Recado,
  request: Request,
  contact: ContactRow,
  { isSaved, typedName, known }: PageState,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t, language } = frame.me;
  const view = await readContact(
    recado.db,
    contact,
    meOf(request),
    await timeStyleOf(recado, language),
  );
  const isRefused = typedName !== undefined || known !== undefined;
  const markup = (
    <ContactPage
      frame={frame}
      contact={{ ...view, typedName: typedName ?? view.name, known: known ?? view.known }}
      nameError={typedName !== undefined ? t("error.contact-name") : undefined}
      done={isSaved ? t("contacts.done.saved") : undefined}
    />
  );
  return page(markup, { status: isRefused ? 422 : 200 });
}

async function addTag(recado: Recado, request: Request, id: number): Promise<Response> {
  const tag = (await readForm(request)).text("tag");
  await recado.write(async (tx) => {
    await addContactTag(tx, (await getVisibleContact(tx, id, meOf(request).scope)).id, tag);
    await keepContactClocks(tx, id, recado.clock.now());
  });
  return answerTags(recado, request, id);
}

async function dropTag(recado: Recado, request: Request, id: number, tag = ""): Promise<Response> {
  await recado.write(async (tx) => {
    await removeContactTag(tx, (await getVisibleContact(tx, id, meOf(request).scope)).id, tag);
    await keepContactClocks(tx, id, recado.clock.now());
  });
  return answerTags(recado, request, id);
}

async function answerTags(recado: Recado, request: Request, id: number): Promise<Response> {
  if (!isFragment(request)) return redirect(`/contacts/${id}`);
  const { t } = meOf(request);
  const tags = await listContactTags(recado.db, id);
  const known = (await listUsedContactTags(recado.db)).filter((tag) => !tags.includes(tag));
  return fragment(<ContactTags t={t} id={id} tags={tags} knownTags={known} />);
}
