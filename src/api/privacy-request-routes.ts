import { Elysia, t } from "elysia";
import { getContact } from "../contacts/contacts.ts";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { withToken } from "../http/me.ts";
import { openRequest } from "../privacy/handle-request.ts";
import {
  type JurisdictionCode,
  jurisdictionCodes,
  requestKinds,
} from "../privacy/jurisdiction-profiles.ts";
import { jurisdictionOf, profileOfPhone } from "../privacy/jurisdictions.ts";
import { getRequest, type ListedRequest, listRequests } from "../privacy/requests.ts";
import type { Recado } from "../recado.ts";
import { pageOf, readChoice, readId, readPaging } from "./paging.ts";

const newRequest = t.Object(
  {
    kind: t.Union(requestKinds.map((kind) => t.Literal(kind))),
    contact_id: t.Optional(t.Union([t.Integer({ minimum: 1 }), t.Null()])),
    jurisdiction: t.Optional(t.Union(jurisdictionCodes.map((code) => t.Literal(code)))),
    source: t.Optional(t.String({ minLength: 1, maxLength: 80 })),
    note: t.Optional(t.String({ maxLength: 4000 })),
    received_at: t.Optional(t.String()),
  },
  { additionalProperties: false },
);

const PATH = "/api/v1/privacy/requests";

/** Requests of persons for programs: written down and watched here, carried out on the pages. */
export function privacyRequestApi(recado: Recado) {
  const { db, clock, write } = recado;
  return new Elysia()
    .use(withToken)
    .get(PATH, async ({ query }) => {
      const paging = readPaging(query);
      const contactId = query.contact_id ? readId(query.contact_id) : undefined;
      const rows = await listRequests(db, {
        ...paging,
        limit: paging.limit + 1,
        state: readChoice("state", query.state, ["open", "done", "refused", "withdrawn"]),
        contactId,
      });
      return pageOf(rows, paging, requestJson);
    })
    .post(
      PATH,
      async ({ body, set }) => {
        const now = clock.now();
        const contactId = body.contact_id ?? null;
        const asked = {
          kind: body.kind,
          contactId,
          jurisdiction: await lawOf(db, contactId, body.jurisdiction),
          source: body.source ?? "other",
          note: body.note ?? "",
          receivedAt: readInstant(body.received_at, now),
          createdBy: null,
        };
        const id = await write((tx) => openRequest(tx, asked, now));
        set.status = 201;
        return requestJson(await getRequest(db, id));
      },
      { body: newRequest },
    )
    .get(`${PATH}/:id`, async ({ params }) => requestJson(await getRequest(db, readId(params.id))));
}

/** The one asked for, that of the person's country, or the business's. @throws AppError `not-found`, `invalid`. */
async function lawOf(
  db: Db,
  contactId: number | null,
  asked: JurisdictionCode | undefined,
): Promise<JurisdictionCode> {
  const phone = contactId === null ? null : (await getContact(db, contactId)).phone;
  if (asked) return asked;
  const profile = profileOfPhone(phone) ?? (await jurisdictionOf(db));
  if (profile) return profile.code;
  throw new AppError("invalid", `jurisdiction: give one of ${jurisdictionCodes.join(", ")}.`);
}

function readInstant(text: string | undefined, now: number): number {
  const at = text === undefined ? now : Date.parse(text);
  if (Number.isFinite(at) && at <= now) return at;
  throw new AppError("invalid", "received_at: give an instant that is not in the future.");
}

function requestJson(row: ListedRequest) {
  const instant = (value: number | null) => (value === null ? null : new Date(value).toISOString());
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    contact_id: row.contact_id,
    subject: row.subject_reference,
    jurisdiction: row.jurisdiction,
    source: row.source,
    note: row.note,
    received_at: instant(row.received_at),
    due_at: instant(row.due_at),
    extended_reason: row.extended_reason,
    identity_checked_at: instant(row.identity_checked_at),
    assignee:
      row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? "" },
    outcome: row.outcome,
    created_at: instant(row.created_at),
    closed_at: instant(row.closed_at),
  };
}
