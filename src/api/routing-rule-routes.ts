import { Elysia, t } from "elysia";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import type { Action } from "../routing/actions.ts";
import { readRoutingRule } from "../routing/read-rule.ts";
import {
  deleteRoutingRule,
  getRoutingRule,
  inputOf,
  insertRoutingRule,
  type RoutingRuleInput,
  type RoutingRuleRow,
  updateRoutingRule,
} from "../routing/rules.ts";
import { iso } from "./json.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

// What conditions and actions may be is said by routing/read-rule.ts, with better words.
const ruleBody = t.Object(
  {
    name: t.String(),
    events: t.Array(t.String(), { maxItems: 10 }),
    condition: t.Optional(t.Unknown()),
    actions: t.Array(t.Record(t.String(), t.Unknown())),
    unanswered_minutes: t.Optional(t.Union([t.Integer(), t.Null()])),
    stops: t.Optional(t.Boolean()),
    enabled: t.Optional(t.Boolean()),
  },
  { additionalProperties: false },
);

export function routingRuleApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/routing/rules", async ({ query }) => {
      const paging = readPaging(query);
      let rows = recado.db
        .selectFrom("routing_rules")
        .selectAll()
        .orderBy("id", paging.order)
        .limit(paging.limit + 1);
      if (paging.after !== null)
        rows = rows.where("id", paging.order === "asc" ? ">" : "<", paging.after);
      return pageOf(await rows.execute(), paging, routingRuleJson);
    })
    .post(
      "/api/v1/routing/rules",
      async ({ body, set }) => {
        const rule = await recado.write((tx) =>
          insertRoutingRule(tx, ruleOf(body), null, recado.clock.now()),
        );
        set.status = 201;
        return routingRuleJson(rule);
      },
      { body: ruleBody },
    )
    .get("/api/v1/routing/rules/:id", async ({ params }) =>
      routingRuleJson(await getRoutingRule(recado.db, readId(params.id))),
    )
    .put(
      "/api/v1/routing/rules/:id",
      async ({ params, body }) =>
        routingRuleJson(
          await recado.write((tx) =>
            updateRoutingRule(tx, readId(params.id), ruleOf(body), null, recado.clock.now()),
          ),
        ),
      { body: ruleBody },
    )
    .delete("/api/v1/routing/rules/:id", async ({ params }) => {
      await recado.write((tx) =>
        deleteRoutingRule(tx, readId(params.id), null, recado.clock.now()),
      );
      return new Response(null, { status: 204 });
    });
}

/** @throws AppError `invalid`. */
function ruleOf(body: typeof ruleBody.static): RoutingRuleInput {
  const { name, events, condition, unanswered_minutes, stops, enabled } = body;
  const actions = body.actions.map(({ quick_reply, ...action }) =>
    quick_reply === undefined ? action : { ...action, quickReply: quick_reply },
  );
  return readRoutingRule({
    ...{ name, events, condition, actions, stops },
    unansweredMinutes: unanswered_minutes ?? null,
    isEnabled: enabled,
  });
}

function routingRuleJson(row: RoutingRuleRow) {
  const { name, events, condition, actions, unansweredMinutes, stops, isEnabled } = inputOf(row);
  return {
    id: row.id,
    name,
    events,
    condition,
    actions: actions.map(actionJson),
    unanswered_minutes: unansweredMinutes,
    stops,
    enabled: isEnabled,
    position: row.position,
    version: row.version,
    hits: row.hit_count,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

function actionJson(action: Action) {
  return action.do === "reply" ? { do: action.do, quick_reply: action.quickReply } : action;
}
