/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { MapPage } from "../../views/flows/flow-map.tsx";
import { byId } from "../http/by-id.ts";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { answerEditor, openStep, readEditing, sayerOf, type Shown } from "./editor-answers.tsx";
import type { FlowSayer } from "./say-step.ts";
import { type FlowRow, getFlow } from "./flows.ts";

/** The editor of a flow, and its map as a page of its own. */
export function editorRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows/:id", ({ request, params, query }) =>
      showEditor(recado, request, idOf(params.id), query),
    )
    .get("/bot/flows/:id/map", byId(recado, showMap));
}

type Query = Record<string, string | undefined>;

async function showEditor(
  recado: Recado,
  request: Request,
  id: number,
  query: Query,
): Promise<Response> {
  const row = await getFlow(recado.db, id);
  const { desk } = await sayerOf(recado, request);
  const { t } = meOf(request);
  return answerEditor(recado, request, row, {
    shown: shownBy(row, desk.language, query),
    done: query.done === "imported" ? t("flows.imported") : null,
  });
}

/** `?step=ask-1` opens a step, `?add=ask-1&slot=next` the place for a new one. */
function shownBy(row: FlowRow, language: FlowSayer["language"], query: Query): Shown {
  if (query.add !== undefined)
    return { adding: { step: query.add || null, slot: query.slot ?? "next" } };
  return query.step ? { open: openStep(row, query.step, language) } : {};
}

async function showMap(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await getFlow(recado.db, id);
  const editing = await readEditing(recado, request, row, {});
  return page(<MapPage frame={await frameOf(recado, request)} editing={editing} />);
}
