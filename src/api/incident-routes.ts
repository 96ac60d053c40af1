import { Elysia, t } from "elysia";
import { inputKinds } from "../flows/flow.ts";
import { withToken } from "../http/me.ts";
import { type IncidentInput, type IncidentTerms, noTerms } from "../incidents/incident.ts";
import {
  archiveIncident,
  getIncident,
  type IncidentRow,
  inputOf,
  insertIncident,
  updateIncident,
} from "../incidents/incidents.ts";
import { requireGreen } from "../incidents/require-green.ts";
import type { Recado } from "../recado.ts";
import { iso } from "./json.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

const texts = t.Partial(
  t.Object({ en: t.String(), fr: t.String(), pt: t.String(), es: t.String() }),
  { additionalProperties: false },
);
const said = t.Partial(
  t.Object({
    en: t.Array(t.String()),
    fr: t.Array(t.String()),
    pt: t.Array(t.String()),
    es: t.Array(t.String()),
  }),
  { additionalProperties: false },
);
const strict = { additionalProperties: false } as const;
const idOrNull = t.Union([t.Integer({ minimum: 1 }), t.Null()]);
const textOrNull = t.Union([t.String(), t.Null()]);

const field = t.Object(
  {
    key: t.String(),
    question: texts,
    input: t.Union(inputKinds.map((kind) => t.Literal(kind))),
    optional: t.Optional(t.Boolean()),
  },
  strict,
);
const lookUp = t.Object(
  {
    connection_id: t.Integer({ minimum: 1 }),
    method: t.Union([t.Literal("GET"), t.Literal("POST")]),
    path: t.String(),
    body: t.Optional(t.String()),
    map: t.Array(t.Object({ path: t.String(), save: t.String() }, strict)),
    timeout_seconds: t.Optional(t.Integer()),
  },
  strict,
);
const escalation = t.Partial(
  t.Object({
    team_id: idOrNull,
    priority: t.Union([
      t.Literal("low"),
      t.Literal("normal"),
      t.Literal("high"),
      t.Literal("urgent"),
      t.Null(),
    ]),
    tag: textOrNull,
  }),
  strict,
);
const parts = {
  category: t.Optional(t.String()),
  answers: t.Optional(texts),
  asset_id: t.Optional(idOrNull),
  link: t.Optional(textOrNull),
  article_id: t.Optional(idOrNull),
  fields: t.Optional(t.Array(field)),
  look_up: t.Optional(t.Union([lookUp, t.Null()])),
  flow_id: t.Optional(idOrNull),
  asks_whether_solved: t.Optional(t.Boolean()),
  escalation: t.Optional(escalation),
  ticket_category: t.Optional(textOrNull),
  enabled: t.Optional(t.Boolean()),
};
const newIncident = t.Object({ name: t.String(), phrasings: said, ...parts }, strict);
const incidentChange = t.Object(
  { name: t.Optional(t.String()), phrasings: t.Optional(said), ...parts },
  strict,
);
type Body = typeof incidentChange.static;

const SECONDS = 8;

export function incidentApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/bot/incidents", async ({ query }) => {
      const paging = readPaging(query);
      let rows = recado.db
        .selectFrom("incidents")
        .selectAll()
        .where("archived_at", "is", null)
        .orderBy("id", paging.order)
        .limit(paging.limit + 1);
      if (paging.after !== null)
        rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
      return pageOf(await rows.execute(), paging, incidentJson);
    })
    .post(
      "/api/v1/bot/incidents",
      async ({ body, set }) => {
        const input = changed({ ...empty, name: body.name }, body);
        await requireGreen(recado, { save: input, id: null });
        const now = recado.clock.now();
        const incident = await recado.write((tx) => insertIncident(tx, input, null, now));
        set.status = 201;
        return incidentJson(incident);
      },
      { body: newIncident },
    )
    .get("/api/v1/bot/incidents/:id", async ({ params }) =>
      incidentJson(await getIncident(recado.db, readId(params.id))),
    )
    .patch(
      "/api/v1/bot/incidents/:id",
      async ({ params, body }) => incidentJson(await change(recado, readId(params.id), body)),
      { body: incidentChange },
    )
    .delete("/api/v1/bot/incidents/:id", async ({ params }) => {
      const id = readId(params.id);
      await recado.write((tx) => archiveIncident(tx, id, null, recado.clock.now()));
      return new Response(null, { status: 204 });
    });
}

async function change(recado: Recado, id: number, body: Body): Promise<IncidentRow> {
  const saved = changed(inputOf(await getIncident(recado.db, id)), body);
  await requireGreen(recado, { save: saved, id });
  const now = recado.clock.now();
  return recado.write(async (tx) => {
    const input = changed(inputOf(await getIncident(tx, id)), body);
    return updateIncident(tx, id, input, null, now);
  });
}

const empty: IncidentInput = {
  name: "",
  category: "",
  phrasings: {},
  terms: { ...noTerms, asksWhetherSolved: true },
  enabled: true,
};

/** What the body names is set; the rest stays. */
function changed(before: IncidentInput, body: Body): IncidentInput {
  return {
    name: body.name ?? before.name,
    category: body.category ?? before.category,
    phrasings: body.phrasings ?? before.phrasings,
    terms: changedTerms(before.terms, body),
    enabled: body.enabled ?? before.enabled,
  };
}

function changedTerms(before: IncidentTerms, body: Body): IncidentTerms {
  const { escalation: was } = before;
  const now = body.escalation ?? {};
  return {
    answers: body.answers ?? before.answers,
    assetId: given(body.asset_id, before.assetId),
    link: given(body.link, before.link),
    articleId: given(body.article_id, before.articleId),
    fields: body.fields ? body.fields.map(fieldOf) : before.fields,
    lookUp: body.look_up === undefined ? before.lookUp : lookUpOf(body.look_up),
    flowId: given(body.flow_id, before.flowId),
    asksWhetherSolved: body.asks_whether_solved ?? before.asksWhetherSolved,
    escalation: {
      teamId: given(now.team_id, was.teamId),
      priority: given(now.priority, was.priority),
      tag: given(now.tag, was.tag),
    },
    category: given(body.ticket_category, before.category),
  };
}

/** Null takes away; what is missing stays. */
function given<T>(value: T | undefined, before: T): T {
  return value === undefined ? before : value;
}

function fieldOf({ key, question, input, optional }: typeof field.static) {
  return { key, question, input, isOptional: optional ?? false };
}

function lookUpOf(body: typeof lookUp.static | null): IncidentTerms["lookUp"] {
  if (body === null) return null;
  const { connection_id, timeout_seconds, body: sent, ...rest } = body;
  return {
    ...rest,
    connectionId: connection_id,
    ...(sent === undefined ? {} : { body: sent }),
    timeoutSeconds: timeout_seconds ?? SECONDS,
  };
}

function incidentJson(row: IncidentRow) {
  const { terms, phrasings } = inputOf(row);
  const { lookUp: asked, escalation: to } = terms;
  return {
    id: row.id,
    name: row.name,
    category: row.category,
    phrasings,
    answers: terms.answers,
    asset_id: terms.assetId,
    link: terms.link,
    article_id: terms.articleId,
    fields: terms.fields.map(({ key, question, input, isOptional }) => ({
      key,
      question,
      input,
      optional: isOptional,
    })),
    look_up: asked && {
      connection_id: asked.connectionId,
      method: asked.method,
      path: asked.path,
      ...(asked.body === undefined ? {} : { body: asked.body }),
      map: asked.map,
      timeout_seconds: asked.timeoutSeconds,
    },
    flow_id: terms.flowId,
    asks_whether_solved: terms.asksWhetherSolved,
    escalation: { team_id: to.teamId, priority: to.priority, tag: to.tag },
    ticket_category: terms.category,
    enabled: row.is_enabled === 1,
    pack: row.pack,
    position: row.position,
    version: row.version,
    asked: row.hit_count,
    solved: row.solved_count,
    not_solved: row.unsolved_count,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}
