/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { languages } from "../../views/i18n.ts";
import { PackPage, PackPart, type PackView } from "../../views/packs/pack-page.tsx";
import { PacksPage } from "../../views/packs/packs-page.tsx";
import { PackPreview, type PreviewView } from "../../views/packs/preview.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { rehearseConversation } from "../rehearsals/rehearse-conversation.ts";
import type { Language } from "../db/schema.ts";
import { listConnections } from "../flows/connections.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import type { Pack, PackValues } from "./pack.ts";
import { findPack, packs } from "./packs.ts";
import { type FieldsState, fieldViews, itemOf, presetValues, viewOf } from "./present-pack.ts";
import { type PackFault, packFaults, readPackForm, withExamples } from "./read-pack-form.ts";
import {
  bringPackBack,
  type Installed,
  listInstalled,
  playable,
  switchPackOff,
  switchPackOn,
  turnsOf,
} from "./switch-packs.ts";

/** Ready-made dialogues: looked at, filled in, switched on and off. */
export function packRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/packs", ({ request }) => showPacks(recado, request))
    .get("/bot/packs/:key", ({ request, params, query }) =>
      showPack(recado, request, getPack(params.key), query),
    )
    .post(
      "/bot/packs/:key",
      ({ request, params }) => switchOn(recado, request, getPack(params.key)),
      asForm,
    )
    .post(
      "/bot/packs/:key/preview",
      ({ request, params }) => previewPack(recado, request, getPack(params.key)),
      asForm,
    )
    .delete("/bot/packs/:key", ({ request, params }) =>
      switchOff(recado, request, getPack(params.key)),
    )
    .put(
      "/bot/packs/:key",
      ({ request, params }) => bringBack(recado, request, getPack(params.key)),
      asForm,
    );
}

/** @throws AppError `not-found`. */
function getPack(key: string): Pack {
  const pack = findPack(key);
  if (!pack) throw new AppError("not-found", "There is no such pack.");
  return pack;
}

async function showPacks(recado: Recado, request: Request): Promise<Response> {
  const frame = await frameOf(recado, request);
  const installed = await listInstalled(recado.db);
  const items = packs.map((pack) => itemOf(pack, frame.me.language, installed.has(pack.key)));
  const { isEnabled } = await getSetting(recado.db, "bot");
  return page(<PacksPage frame={frame} packs={items} isBotOn={isEnabled} />);
}

interface PackState {
  values: PackValues;
  customer?: Language | undefined;
  faults?: ReadonlyMap<string, PackFault>;
  isDone?: boolean;
}

async function showPack(
  recado: Recado,
  request: Request,
  pack: Pack,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const values = await presetOf(recado, pack);
  const isDone = query.done === "on";
  return packPage(recado, request, pack, { values, customer: languageOf(query.language), isDone });
}

async function packPage(
  recado: Recado,
  request: Request,
  pack: Pack,
  { values, customer, faults, isDone = false }: PackState,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t, language } = frame.me;
  const { isEnabled } = await getSetting(recado.db, "bot");
  const view = await readView(recado, pack, { t, language, values, ...(faults && { faults }) });
  const preview = await play(recado, pack, values, customer ?? language, language);
  return page(
    <PackPage
      frame={frame}
      pack={view}
      preview={preview}
      isBotOn={isEnabled}
      done={isDone && view.made ? t("pack.switched.on") : undefined}
    />,
    { status: faults ? 422 : 200 },
  );
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function switchOn(recado: Recado, request: Request, pack: Pack): Promise<Response> {
  const { id: by } = meOf(request);
  const values = readPackForm(pack, await readForm(request));
  const connections = await listConnections(recado.db);
  const faults = packFaults(pack, values, new Set(connections.map(({ id }) => id)));
  if (faults.size > 0) return packPage(recado, request, pack, { values, faults });
  const language = await ownLanguage(recado);
  const now = recado.clock.now();
  await recado.write((tx) => switchPackOn(tx, pack, values, { by, language, now }));
  return redirect(`/bot/packs/${pack.key}?done=on`, request);
}

async function previewPack(recado: Recado, request: Request, pack: Pack): Promise<Response> {
  const { t, language } = meOf(request);
  const form = await readForm(request);
  const customer = languageOf(form.text("language")) ?? language;
  const preview = await play(recado, pack, readPackForm(pack, form), customer, language);
  const isOn = (await listInstalled(recado.db)).has(pack.key);
  const hasForm = !isOn && pack.fields.length > 0;
  return fragment(<PackPreview t={t} packKey={pack.key} preview={preview} hasForm={hasForm} />);
}

async function switchOff(recado: Recado, request: Request, pack: Pack): Promise<Response> {
  const { t, id: by, language } = meOf(request);
  const now = recado.clock.now();
  const { flows, incidents } = await recado.write((tx) => switchPackOff(tx, pack, { by, now }));
  const undo: Undo = {
    method: "put",
    url: `/bot/packs/${pack.key}`,
    values: { flows: idsOf(flows), incidents: idsOf(incidents) },
  };
  const message = t("pack.switched.off", { name: pack.name[language] });
  return partSaid(t, await partOf(recado, request, pack), message, undo);
}

async function bringBack(recado: Recado, request: Request, pack: Pack): Promise<Response> {
  const { t, id: by, language } = meOf(request);
  const form = await readForm(request);
  const [flows, incidents] = [readIds(form.text("flows")), readIds(form.text("incidents"))];
  const now = recado.clock.now();
  await recado.write((tx) => bringPackBack(tx, pack, { flows, incidents }, { by, now }));
  const message = t("pack.switched.back", { name: pack.name[language] });
  return partSaid(t, await partOf(recado, request, pack), message);
}

async function partOf(recado: Recado, request: Request, pack: Pack) {
  const { t, language } = meOf(request);
  const values = await presetOf(recado, pack);
  const view = await readView(recado, pack, { t, language, values });
  const preview = await play(recado, pack, values, language, language);
  return <PackPart t={t} pack={view} preview={preview} />;
}

async function readView(
  recado: Recado,
  pack: Pack,
  state: Omit<FieldsState, "connections">,
): Promise<PackView> {
  const made = (await listInstalled(recado.db)).get(pack.key);
  const connections = await listConnections(recado.db);
  return viewOf(pack, state.language, made, fieldViews(pack, { ...state, connections }));
}

/** What is on is played as it is; what is off as it would be. Nothing of it is kept. */
async function play(
  recado: Recado,
  pack: Pack,
  values: PackValues,
  customer: Language,
  reader: Language,
): Promise<PreviewView> {
  const language = await ownLanguage(recado);
  const connections = await listConnections(recado.db);
  const filled = withExamples(pack, values, new Set(connections.map(({ id }) => id)));
  const conversations = [];
  for (const sample of playable(pack, filled)) {
    const turns = await rehearseConversation(recado, turnsOf(sample, customer), {
      language: customer,
      isKnown: true,
      prepare: async (tx, now) =>
        void (await switchPackOn(tx, pack, filled, { by: null, language, now })),
    });
    // What a pack that is on was not given the facts for, it does not know.
    if (turns[0]?.outcome !== "miss") conversations.push({ name: sample.name[reader], turns });
  }
  return { language: customer, conversations };
}

async function presetOf(recado: Recado, pack: Pack): Promise<PackValues> {
  return presetValues(pack, (await getSetting(recado.db, "bot")).hours);
}

async function ownLanguage(recado: Recado): Promise<Language> {
  return (await getSetting(recado.db, "business"))?.language ?? "en";
}

function languageOf(text: string | undefined): Language | undefined {
  return languages.find((language) => language === text);
}

function idsOf(rows: Installed["flows"]): string {
  return rows.map(({ id }) => id).join(",");
}

function readIds(text: string): number[] {
  return text.split(",").map(idOf).filter(Number.isSafeInteger);
}
