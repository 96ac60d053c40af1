/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  CataloguePage,
  type Catalogue,
  Incidents,
  IncidentsAnew,
  IncidentsPart,
} from "../../views/incidents/catalogue.tsx";
import { TryResult } from "../../views/incidents/try-sentence.tsx";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "../settings/one-place.ts";
import { getSetting } from "../settings/settings.ts";
import { assetRoutes } from "./asset-routes.ts";
import { editorRoutes } from "./editor-routes.tsx";
import { archiveIncident, moveIncident, switchIncident, unarchiveIncident } from "./incidents.ts";
import { readIncidentItems } from "./present-incidents.ts";
import { requireGreen } from "./require-green.ts";
import { trySentence } from "./try-sentence.ts";
import { incidentVersionRoutes } from "./version-routes.tsx";

/** The catalogue of incidents: their list, their editor, their versions and their files. */
export function incidentRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/incidents", ({ request, query }) => showCatalogue(recado, request, query))
    .get("/bot/incidents/try", ({ request, query }) => tryOut(recado, request, query))
    .put("/bot/incidents/:id", byId(recado, bringBack), asForm)
    .delete("/bot/incidents/:id", byId(recado, remove), asForm)
    .put("/bot/incidents/:id/enabled", byId(recado, enable), asForm)
    .put("/bot/incidents/:id/position", byId(recado, order), asForm)
    .use(editorRoutes(recado))
    .use(incidentVersionRoutes(recado))
    .use(assetRoutes(recado));
}

type Query = Record<string, string | undefined>;
const dones = {
  saved: "incident.saved",
  off: "incident.saved.off",
  restored: "incident.restored.page",
} as const;

async function showCatalogue(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  const catalogue = await readCatalogue(recado, me, wordsOf(query));
  if (isFragment(request)) return fragment(<Incidents {...catalogue} />);
  const { isEnabled } = await getSetting(recado.db, "bot");
  const done = Object.entries(dones).find(([name]) => name === query.done)?.[1];
  return page(
    <CataloguePage
      frame={await frameOf(recado, request)}
      catalogue={catalogue}
      trial={await readTrial(recado, me, query)}
      isBotOn={isEnabled}
      done={done && me.t(done)}
    />,
  );
}

function wordsOf(query: Query): string {
  return (query.q ?? "").trim().slice(0, 200);
}

async function readCatalogue(recado: Recado, me: Me, words: string): Promise<Catalogue> {
  return { t: me.t, ...(await readIncidentItems(recado, me, words)), words };
}

async function readTrial(recado: Recado, me: Me, query: Query) {
  const business = (await getSetting(recado.db, "business"))?.language ?? me.language;
  return trySentence(recado.db, (query.try ?? "").trim().slice(0, 1000), business);
}

async function tryOut(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  return fragment(<TryResult t={me.t} trial={await readTrial(recado, me, query)} />);
}

async function remove(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const { name } = await recado.write((tx) => archiveIncident(tx, id, me.id, now));
  const undo: Undo = { method: "put", url: `/bot/incidents/${id}` };
  return changed(recado, request, "", me.t("incident.deleted", { name }), undo);
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const { name } = await recado.write((tx) => unarchiveIncident(tx, id, me.id, now));
  return changed(recado, request, "", me.t("incident.restored", { name }));
}

async function enable(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const isOn = form.has("enabled");
  const now = recado.clock.now();
  try {
    if (isOn) await requireGreen(recado, { switchOn: id });
    const { name } = await recado.write((tx) => switchIncident(tx, id, isOn, me.id, now));
    const said = me.t(isOn ? "incident.switched.on" : "incident.switched.off", { name });
    return await changed(recado, request, form.text("q"), said);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "not-found" || !error.key) throw error;
    return switchRefused(recado, me, form.text("q"), me.t(error.key, error.values));
  }
}

/** The list again, so that the switch stands where it stood, and why. */
async function switchRefused(
  recado: Recado,
  me: Me,
  words: string,
  message: string,
): Promise<Response> {
  const catalogue = await readCatalogue(recado, me, words);
  return fragment([
    <IncidentsAnew {...catalogue} />,
    <ToastPart t={me.t} message={message} tone="error" />,
  ]);
}

async function order(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const direction = directionOf(await readForm(request));
  const now = recado.clock.now();
  await recado.write((tx) => moveIncident(tx, id, direction, me.id, now));
  return changed(recado, request, "");
}

/** The list as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  request: Request,
  words: string,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const me = meOf(request);
  const catalogue = await readCatalogue(recado, me, words);
  return partSaid(me.t, <IncidentsPart {...catalogue} />, message, undo);
}
