/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { RuleFormPage } from "../../views/bot/rule-form.tsx";
import { exampleNames, RulesPart } from "../../views/bot/rule-list.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "../settings/one-place.ts";
import { getSetting } from "../settings/settings.ts";
import { emptyRule, exampleRule } from "./example-rules.ts";
import { moveRule, restoreRule, switchRule } from "./order-rules.ts";
import { inputOf, itemOf, readRule, ruleErrors, undoValues } from "./rule-form.ts";
import { deleteRule, getRule, insertRule, listRules, type RuleInput, updateRule } from "./rules.ts";

/** One rule after the other: written, changed, switched, moved, deleted and brought back. */
export function botRuleRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/rules/new", ({ request, query }) => showNew(recado, request, query))
    .post("/bot/rules", ({ request }) => saveRule(recado, request, null), asForm)
    .get("/bot/rules/:id", byId(recado, showRule))
    .post("/bot/rules/:id", byId(recado, saveRule), asForm)
    .put("/bot/rules/:id", byId(recado, bringBack), asForm)
    .delete("/bot/rules/:id", byId(recado, removeRule), asForm)
    .put("/bot/rules/:id/enabled", byId(recado, enableRule), asForm)
    .put("/bot/rules/:id/position", byId(recado, orderRule), asForm);
}

type Query = Record<string, string | undefined>;

async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const { language } = meOf(request);
  const example = exampleNames.find((name) => name === query.example);
  const rule = example
    ? exampleRule(example, language)
    : emptyRule((query.phrase ?? "").trim().slice(0, 200));
  return formPage(recado, request, { id: null, rule });
}

async function showRule(recado: Recado, request: Request, id: number): Promise<Response> {
  return formPage(recado, request, { id, rule: inputOf(await getRule(recado.db, id)) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function saveRule(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const rule = readRule(await readForm(request));
  const now = recado.clock.now();
  try {
    await recado.write((tx) =>
      id === null ? insertRule(tx, rule, now) : updateRule(tx, id, rule, now),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return formPage(recado, request, { id, rule, error });
  }
  return redirect("/bot?done=saved", request);
}

async function formPage(
  recado: Recado,
  request: Request,
  { id, rule, error }: { id: number | null; rule: RuleInput; error?: AppError },
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const fallback = (await getSetting(recado.db, "business"))?.language ?? frame.me.language;
  const errors = error ? ruleErrors(frame.me.t, error) : undefined;
  const markup = (
    <RuleFormPage frame={frame} id={id} rule={rule} errors={errors} fallback={fallback} />
  );
  return page(markup, { status: error?.status ?? 200 });
}

async function removeRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const rule = await recado.write(async (tx) => {
    const found = await getRule(tx, id);
    await deleteRule(tx, id);
    return found;
  });
  const undo: Undo = { method: "put", url: `/bot/rules/${id}`, values: undoValues(rule) };
  return changed(recado, t, t("bot.deleted", { name: rule.name }), undo);
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const form = await readForm(request);
  const [position, hits] = [idOf(form.text("position")) || 0, idOf(form.text("hits")) || 0];
  const rule = await recado.write((tx) =>
    restoreRule(tx, id, readRule(form), { position, hits }, recado.clock.now()),
  );
  return changed(recado, t, t("bot.restored", { name: rule.name }));
}

async function enableRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const isEnabled = (await readForm(request)).has("enabled");
  const { name } = await recado.write((tx) => switchRule(tx, id, isEnabled, recado.clock.now()));
  return changed(recado, t, t(isEnabled ? "bot.switched.on" : "bot.switched.off", { name }));
}

async function orderRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const direction = directionOf(await readForm(request));
  await recado.write((tx) => moveRule(tx, id, direction));
  return changed(recado, t);
}

/** The list as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  t: Translate,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const rules = (await listRules(recado.db)).map(itemOf);
  return partSaid(t, <RulesPart t={t} rules={rules} />, message, undo);
}
