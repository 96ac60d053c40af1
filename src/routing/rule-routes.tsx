/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { BuilderPage, RuleFields, Sentence } from "../../views/routing/rule-builder.tsx";
import { RulesPage } from "../../views/routing/rule-list.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "../settings/one-place.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { builderSayer, buildingOf, readSent } from "./build-rule.ts";
import { dryRunRoutes } from "./dry-run-routes.tsx";
import { exampleDraft, exampleNames } from "./example-rules.ts";
import { listSaid } from "./list-said.tsx";
import { draftOf, editDraft, emptyDraft } from "./rule-draft.ts";
import { readRuleItems } from "./rule-items.ts";
import {
  deleteRoutingRule,
  getRoutingRule,
  inputOf,
  insertRoutingRule,
  listRoutingRules,
  listRuleVersions,
  moveRoutingRule,
  switchRoutingRule,
  updateRoutingRule,
} from "./rules.ts";
import { versionRoutes } from "./version-routes.tsx";

/** Routing rules: their list, their builder, their versions and their dry run. */
export function routingRoutes(recado: Recado) {
  return new Elysia()
    .get("/routing", ({ request, query }) => showRules(recado, request, query))
    .put("/routing/mode", ({ request }) => changeMode(recado, request), asForm)
    .get("/routing/rules/new", ({ request, query }) => showNew(recado, request, query))
    .post("/routing/rules", ({ request }) => saveRule(recado, request, null), asForm)
    .get("/routing/rules/:id", byId(recado, showRule))
    .post("/routing/rules/:id", byId(recado, saveRule), asForm)
    .delete("/routing/rules/:id", byId(recado, removeRule), asForm)
    .put("/routing/rules/:id/enabled", byId(recado, enableRule), asForm)
    .put("/routing/rules/:id/position", byId(recado, orderRule), asForm)
    .post("/routing/draft", ({ request }) => changeDraft(recado, request), asForm)
    .post("/routing/sentence", ({ request }) => sayDraft(recado, request), asForm)
    .use(versionRoutes(recado))
    .use(dryRunRoutes(recado));
}

type Query = Record<string, string | undefined>;
const dones = { saved: "routing.saved", restored: "routing.restored.page" } as const;

async function showRules(recado: Recado, request: Request, query: Query): Promise<Response> {
  const frame = await frameOf(recado, request);
  const rules = await readRuleItems(recado, frame.me);
  const { mode } = await getSetting(recado.db, "routing");
  const done = query.done === "saved" || query.done === "restored" ? dones[query.done] : undefined;
  return page(
    <RulesPage frame={frame} rules={rules} mode={mode} done={done && frame.me.t(done)} />,
  );
}

async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const sayer = await builderSayer(recado, me);
  const name = exampleNames.find((example) => example === query.example);
  const draft = name
    ? exampleDraft(name, me.language, me.t, sayer.choices.picks.teams)
    : emptyDraft();
  const building = await buildingOf(recado, draft, sayer);
  return page(<BuilderPage frame={await frameOf(recado, request)} id={null} building={building} />);
}

async function showRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const rule = inputOf(await getRoutingRule(recado.db, id));
  const sayer = await builderSayer(recado, meOf(request));
  const building = await buildingOf(recado, draftOf(rule, sayer.choices.pickers), sayer);
  return page(<BuilderPage frame={await frameOf(recado, request)} id={id} building={building} />);
}

/** What was refused comes back as it was written, each reason beside its line. */
async function saveRule(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const me = meOf(request);
  const { draft, sayer, rule, faults } = await readSent(recado, me, await readForm(request));
  const now = recado.clock.now();
  const isSound = Object.keys(faults).length === 0;
  const refused = isSound
    ? await recado
        .write((tx) =>
          id === null
            ? insertRoutingRule(tx, rule, me.id, now)
            : updateRoutingRule(tx, id, rule, me.id, now),
        )
        .then(() => null, refusalOf)
    : faults;
  if (!refused) return redirect("/routing?done=saved", request);
  const building = await buildingOf(recado, draft, sayer, { faults: refused });
  const frame = await frameOf(recado, request);
  return page(<BuilderPage frame={frame} id={id} building={building} />, { status: 422 });
}

/** What the engine refuses though the form found nothing: somebody deleted a team meanwhile. */
function refusalOf(error: unknown) {
  if (!(error instanceof AppError) || error.code !== "invalid") throw error;
  return { form: "routing.fault.form" as const };
}

/** The form with a line more or less: nothing is saved. Without the script, a whole page. */
async function changeDraft(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const { draft, sayer } = await readSent(recado, meOf(request), form);
  const edited = editDraft(draft, form.text("edit"));
  const building = await buildingOf(recado, edited.draft, sayer, { focus: edited.focus });
  if (isFragment(request)) return fragment(<RuleFields {...building} />);
  const id = idOf(form.text("id")) || null;
  return page(<BuilderPage frame={await frameOf(recado, request)} id={id} building={building} />);
}

async function sayDraft(recado: Recado, request: Request): Promise<Response> {
  const { draft, sayer } = await readSent(recado, meOf(request), await readForm(request));
  const { t, sentence } = await buildingOf(recado, draft, sayer);
  return fragment(<Sentence t={t} sentence={sentence} />);
}

async function changeMode(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const mode = (await readForm(request)).text("mode") === "all" ? "all" : "first";
  const now = recado.clock.now();
  await recado.write((tx) => saveSetting(tx, "routing", { mode }, now));
  return listSaid(recado, request, t("routing.mode.saved", { mode: t(`routing.mode.${mode}`) }));
}

async function removeRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const { rule, place, version } = await recado.write(async (tx) => {
    const before = (await listRoutingRules(tx)).findIndex((each) => each.id === id);
    const deleted = await deleteRoutingRule(tx, id, me.id, recado.clock.now());
    const [last] = await listRuleVersions(tx, { ruleId: id, limit: 1 });
    return { rule: deleted, place: before + 1, version: last?.id ?? 0 };
  });
  const undo: Undo = {
    method: "put",
    url: `/routing/versions/${version}`,
    values: { place: String(place) },
  };
  return listSaid(recado, request, me.t("routing.deleted", { name: rule.name }), undo);
}

async function enableRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const isOn = (await readForm(request)).has("enabled");
  const now = recado.clock.now();
  const { name } = await recado.write((tx) => switchRoutingRule(tx, id, isOn, me.id, now));
  return listSaid(
    recado,
    request,
    me.t(isOn ? "routing.switched.on" : "routing.switched.off", { name }),
  );
}

async function orderRule(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const direction = directionOf(await readForm(request));
  const now = recado.clock.now();
  await recado.write((tx) => moveRoutingRule(tx, id, direction, me.id, now));
  return listSaid(recado, request);
}
