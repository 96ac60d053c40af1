/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type FlowItem, FlowsPage, FlowsPart } from "../../views/flows/flows-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { DAY } from "../clock.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { connectionRoutes } from "./connection-routes.tsx";
import { emptyFlow } from "./edit-flow.ts";
import { editorRoutes } from "./editor-routes.tsx";
import { readHead } from "./editor-answers.tsx";
import { flowFileRoutes } from "./flow-file-routes.tsx";
import { flowFigures } from "./flow-figures.ts";
import { archiveFlow, draftOf, enableFlow, insertFlow, listFlows } from "./flows.ts";
import { newFlowPage } from "./new-flow-page.tsx";
import { stepFileRoutes } from "./step-file-routes.tsx";
import { flowSettingRoutes } from "./flow-setting-routes.tsx";
import { stepRoutes } from "./step-routes.tsx";
import { tryRoutes } from "./try-routes.tsx";
import { flowVersionRoutes } from "./flow-version-routes.tsx";

/** Flows: their list, and how one comes and goes. */
export function flowRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows", ({ request, query }) => showFlows(recado, request, query.done))
    .get("/bot/flows/new", ({ request }) => newFlowPage(recado, request))
    .post("/bot/flows", ({ request }) => makeFlow(recado, request), asForm)
    .delete("/bot/flows/:id", byId(recado, archiveOne), asForm)
    .put("/bot/flows/:id", byId(recado, bringBack), asForm)
    .put("/bot/flows/:id/enabled", byId(recado, enableOne), asForm)
    .use(editorRoutes(recado))
    .use(stepRoutes(recado))
    .use(stepFileRoutes(recado))
    .use(flowVersionRoutes(recado))
    .use(flowFileRoutes(recado))
    .use(flowSettingRoutes(recado))
    .use(tryRoutes(recado))
    .use(connectionRoutes(recado));
}

/** What the list tells of how often a flow was used. */
const FIGURES = 30 * DAY;

async function readFlowItems({ db, clock }: Recado): Promise<FlowItem[]> {
  const figures = await flowFigures(db, clock.now() - FIGURES);
  const items: FlowItem[] = [];
  for (const row of await listFlows(db))
    items.push({
      ...(await readHead(db, row)),
      steps: draftOf(row).steps.length,
      ...(figures.get(row.id) ?? { started: 0, finished: 0 }),
    });
  return items;
}

async function showFlows(
  recado: Recado,
  request: Request,
  done: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const flows = await readFlowItems(recado);
  const { isEnabled } = await getSetting(recado.db, "bot");
  const said = done === "imported" ? frame.me.t("flows.imported") : undefined;
  return page(<FlowsPage frame={frame} flows={flows} isBotOn={isEnabled} done={said} />);
}

async function makeFlow(recado: Recado, request: Request): Promise<Response> {
  const name = (await readForm(request)).text("name", 200);
  try {
    const now = recado.clock.now();
    const row = await recado.write((tx) => insertFlow(tx, { name, flow: emptyFlow() }, now));
    return redirect(`/bot/flows/${row.id}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const { t } = meOf(request);
    return newFlowPage(recado, request, { name, errors: { name: t("flows.name.fault") } });
  }
}

async function archiveOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const { name } = await recado.write((tx) => archiveFlow(tx, id, true, recado.clock.now()));
  const undo: Undo = { method: "put", url: `/bot/flows/${id}` };
  return changed(recado, request, meOf(request).t("flows.archived", { name }), undo);
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const { name } = await recado.write((tx) => archiveFlow(tx, id, false, recado.clock.now()));
  return changed(recado, request, meOf(request).t("flows.restored", { name }));
}

async function enableOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const isOn = (await readForm(request)).has("enabled");
  const { name } = await recado.write((tx) => enableFlow(tx, id, isOn, recado.clock.now()));
  const { t } = meOf(request);
  return changed(recado, request, t(isOn ? "flows.switched.on" : "flows.switched.off", { name }));
}

/** The list as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  request: Request,
  message: string,
  undo?: Undo,
): Promise<Response> {
  const { t } = meOf(request);
  return partSaid(t, <FlowsPart t={t} flows={await readFlowItems(recado)} />, message, undo);
}
