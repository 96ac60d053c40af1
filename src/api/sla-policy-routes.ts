import { Elysia, t } from "elysia";
import type { SlaMetric } from "../db/schema.ts";
import { withToken } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import type { Action } from "../routing/actions.ts";
import { readCondition } from "../routing/conditions.ts";
import { readActions } from "../routing/read-actions.ts";
import {
  deletePolicy,
  getPolicy,
  insertPolicy,
  listPolicies,
  type Policy,
  type PolicyInput,
  updatePolicy,
} from "../sla/policies.ts";
import { readTerms } from "../sla/read-terms.ts";
import { slaMetrics, type Terms } from "../sla/terms.ts";
import { iso } from "./json.ts";
import { pageOf, readId, readPaging } from "./paging.ts";

// What is in them is read, with better words, by sla/read-terms.ts and routing/read-actions.ts.
const policyBody = t.Object(
  {
    name: t.String(),
    condition: t.Optional(t.Unknown()),
    targets: t.Record(t.String(), t.Record(t.String(), t.Union([t.Integer(), t.Null()]))),
    calendar: t.Optional(t.Union([t.Literal("team"), t.Literal("business"), t.Literal("always")])),
    pauses_on: t.Optional(t.Array(t.Union([t.Literal("pending"), t.Literal("snoozed")]))),
    counts_bot: t.Optional(t.Boolean()),
    reminders: t.Optional(
      t.Array(
        t.Union([
          t.Object({ share: t.Number() }, { additionalProperties: false }),
          t.Object({ minutes_before: t.Integer() }, { additionalProperties: false }),
        ]),
      ),
    ),
    escalation: t.Optional(
      t.Array(
        t.Object(
          {
            after_minutes: t.Integer(),
            only_vip: t.Optional(t.Boolean()),
            actions: t.Array(t.Record(t.String(), t.Unknown())),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    enabled: t.Optional(t.Boolean()),
  },
  { additionalProperties: false },
);

export function slaPolicyApi(recado: Recado) {
  return new Elysia()
    .use(withToken)
    .get("/api/v1/sla/policies", async ({ query }) => {
      const paging = readPaging(query);
      const { order, after, limit } = paging;
      const sign = order === "asc" ? 1 : -1;
      const rows = (await listPolicies(recado.db))
        .filter(({ id }) => after === null || (id - after) * sign > 0)
        .toSorted((a, b) => (a.id - b.id) * sign);
      return pageOf(rows.slice(0, limit + 1), paging, policyJson);
    })
    .post(
      "/api/v1/sla/policies",
      async ({ body, set }) => {
        const input = inputOf(body);
        const policy = await recado.write((tx) => insertPolicy(tx, input, recado.clock.now()));
        set.status = 201;
        return policyJson(policy);
      },
      { body: policyBody },
    )
    .get("/api/v1/sla/policies/:id", async ({ params }) =>
      policyJson(await getPolicy(recado.db, readId(params.id))),
    )
    .put(
      "/api/v1/sla/policies/:id",
      async ({ params, body }) => {
        const input = inputOf(body);
        const id = readId(params.id);
        return policyJson(
          await recado.write((tx) => updatePolicy(tx, id, input, recado.clock.now())),
        );
      },
      { body: policyBody },
    )
    .delete("/api/v1/sla/policies/:id", async ({ params }) => {
      await recado.write((tx) => deletePolicy(tx, readId(params.id), recado.clock.now()));
      return new Response(null, { status: 204 });
    });
}

/** @throws AppError `invalid` that says which part is wrong. */
function inputOf(body: typeof policyBody.static): PolicyInput {
  const targets = Object.entries(body.targets).map(([name, row]) => [dashed(name), row]);
  const terms = readTerms({
    targets: Object.fromEntries(targets),
    calendar: body.calendar ?? "team",
    pausesOn: body.pauses_on ?? [],
    countsBot: body.counts_bot ?? false,
    reminders: (body.reminders ?? []).map((reminder) =>
      "share" in reminder ? reminder : { minutesBefore: reminder.minutes_before },
    ),
    escalation: (body.escalation ?? []).map((step) => ({
      afterMinutes: step.after_minutes,
      onlyVip: step.only_vip,
      actions: readActions(step.actions.map(actionOf)),
    })),
  });
  return {
    name: body.name,
    condition: readCondition(body.condition ?? { all: [] }),
    terms,
    isEnabled: body.enabled ?? true,
  };
}

function actionOf({ quick_reply, ...action }: Record<string, unknown>) {
  return quick_reply === undefined ? action : { ...action, quickReply: quick_reply };
}

function actionJson(action: Action) {
  return action.do === "reply" ? { do: action.do, quick_reply: action.quickReply } : action;
}

const dashed = (name: string) => name.replaceAll("_", "-");
const underscored = (metric: SlaMetric) => metric.replaceAll("-", "_");

function policyJson({
  id,
  name,
  condition,
  terms,
  isEnabled,
  position,
  version,
  updatedAt,
}: Policy) {
  return {
    id,
    name,
    condition,
    ...termsJson(terms),
    enabled: isEnabled,
    position,
    version,
    updated_at: iso(updatedAt),
  };
}

function termsJson(terms: Terms) {
  const targets = slaMetrics.map((metric) => [underscored(metric), terms.targets[metric]]);
  return {
    targets: Object.fromEntries(targets) as Record<string, Terms["targets"][SlaMetric]>,
    calendar: terms.calendar,
    pauses_on: terms.pausesOn,
    counts_bot: terms.countsBot,
    reminders: terms.reminders.map((reminder) =>
      "share" in reminder ? reminder : { minutes_before: reminder.minutesBefore },
    ),
    escalation: terms.escalation.map((step) => ({
      after_minutes: step.afterMinutes,
      only_vip: step.onlyVip ?? false,
      actions: step.actions.map(actionJson),
    })),
  };
}
