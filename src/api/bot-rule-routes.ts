import { Elysia, t } from "elysia";
import { deleteRule, getRule, insertRule, type RuleInput, updateRule } from "../bot/rules.ts";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { ruleJson } from "./json.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

const ruleBody = t.Object(
  {
    name: t.String({ minLength: 1, maxLength: 80 }),
    match: t.Union([t.Literal("exact"), t.Literal("message"), t.Literal("contains")]),
    phrases: t.Array(t.String(), { minItems: 1, maxItems: 100 }),
    answers: t.Optional(
      t.Object(
        {
          en: t.Optional(t.String()),
          fr: t.Optional(t.String()),
          pt: t.Optional(t.String()),
          es: t.Optional(t.String()),
        },
        { additionalProperties: false },
      ),
    ),
    action: t.Optional(t.Union([t.Literal("answer"), t.Literal("hand-over")])),
    enabled: t.Optional(t.Boolean()),
  },
  { additionalProperties: false },
);

export function botRuleApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/bot/rules", async ({ query }) => {
      const paging = readPaging(query);
      let rows = recado.db
        .selectFrom("bot_rules")
        .selectAll()
        .orderBy("id", paging.order)
        .limit(paging.limit + 1);
      if (paging.after !== null)
        rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
      return pageOf(await rows.execute(), paging, ruleJson);
    })
    .post(
      "/api/v1/bot/rules",
      async ({ body, set }) => {
        const rule = await recado.write((tx) => insertRule(tx, inputOf(body), recado.clock.now()));
        set.status = 201;
        return ruleJson(rule);
      },
      { body: ruleBody },
    )
    .get("/api/v1/bot/rules/:id", async ({ params }) =>
      ruleJson(await getRule(recado.db, readId(params.id))),
    )
    .put(
      "/api/v1/bot/rules/:id",
      async ({ params, body }) =>
        ruleJson(
          await recado.write((tx) =>
            updateRule(tx, readId(params.id), inputOf(body), recado.clock.now()),
          ),
        ),
      { body: ruleBody },
    )
    .delete("/api/v1/bot/rules/:id", async ({ params }) => {
      await recado.write((tx) => deleteRule(tx, readId(params.id)));
      return new Response(null, { status: 204 });
    });
}

function inputOf(body: typeof ruleBody.static): RuleInput {
  return {
    name: body.name,
    match: body.match,
    phrases: body.phrases,
    answers: body.answers ?? {},
    action: body.action ?? "answer",
    enabled: body.enabled ?? true,
  };
}
