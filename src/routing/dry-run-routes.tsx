/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { DryRunPage, spans, TrialFault, TrialPart } from "../../views/routing/dry-run-page.tsx";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { readSent } from "./build-rule.ts";
import { type Candidate, dryRun } from "./dry-run.ts";
import { presentTrial } from "./present-trial.ts";
import { inputOf, listRoutingRules } from "./rules.ts";

/** What rules would have done: the saved ones, and the one in the builder. */
export function dryRunRoutes(recado: Recado) {
  return new Elysia()
    .get("/routing/dry-run", ({ request, query }) => showDryRun(recado, request, query.days))
    .post("/routing/dry-run", ({ request }) => tryDraft(recado, request), asForm);
}

async function showDryRun(
  recado: Recado,
  request: Request,
  asked: string | undefined,
): Promise<Response> {
  const { db, clock } = recado;
  const days = spans.find((span) => String(span) === asked) ?? 7;
  const frame = await frameOf(recado, request);
  const off = (await listRoutingRules(db)).filter((rule) => rule.is_enabled === 0);
  const run = await dryRun(db, { days }, clock.now());
  const trial = await presentTrial(db, days, run, meOf(request), off);
  return page(<DryRunPage frame={frame} trial={trial} />);
}

const WEEK = 7;

/** The rule of the form, unsaved, among the others: where it stands, or last when it is new. */
async function tryDraft(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const { db, clock } = recado;
  const form = await readForm(request);
  const { rule, faults } = await readSent(recado, me, form);
  const { name, ...inTheWay } = faults;
  if (Object.keys(inTheWay).length > 0)
    return fragment(<TrialFault text={me.t("routing.trial.wrong")} />);
  const id = idOf(form.text("id"));
  const draft: Candidate = {
    ...rule,
    name: name ? me.t("routing.trial.draft") : rule.name,
    isEnabled: true,
  };
  const saved = (await listRoutingRules(db)).map((row) => ({ ...inputOf(row), id: row.id }));
  const isNew = !saved.some((each) => each.id === id);
  const rules: Candidate[] = isNew
    ? [...saved, draft]
    : saved.map((each) => (each.id === id ? { ...draft, id } : each));
  const run = await dryRun(db, { days: WEEK, rules }, clock.now());
  const trial = await presentTrial(db, WEEK, run, me, []);
  return fragment(<TrialPart t={me.t} trial={trial} draft={isNew ? null : id} />);
}
