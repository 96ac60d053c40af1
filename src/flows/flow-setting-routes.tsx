/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type FlowSettings, SettingsPage } from "../../views/flows/settings-page.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { changeDraft, otherEditor, printOf } from "./change-draft.ts";
import { readHead, sayerOf } from "./editor-answers.tsx";
import { draftOf, type FlowRow, getFlow, renameFlow } from "./flows.ts";
import { constantRows, editConstants, readConstants, readFrame } from "./settings-form.ts";

/** What a flow is besides its steps. */
export function flowSettingRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows/:id/settings", byId(recado, showSettings))
    .post("/bot/flows/:id/settings", byId(recado, saveSettings), asForm);
}

/** What a change by somebody else meanwhile is known by. */
function printOfSettings(row: FlowRow): string {
  const { constants, timeoutMinutes, timeoutText } = draftOf(row);
  return printOf([row.name, row.description, constants, timeoutMinutes, timeoutText]);
}

async function showSettings(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await getFlow(recado.db, id);
  const { desk } = await sayerOf(recado, request);
  const flow = draftOf(row);
  return settingsPage(recado, request, row, {
    name: row.name,
    description: row.description,
    frame: flow,
    constants: constantRows(flow, desk.language),
    was: printOfSettings(row),
    changedBy: null,
  });
}

interface Extra {
  status?: number;
  isSaved?: boolean;
}

async function settingsPage(
  recado: Recado,
  request: Request,
  row: FlowRow,
  settings: FlowSettings,
  { status = 200, isSaved = false }: Extra = {},
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { desk } = await sayerOf(recado, request);
  const head = await readHead(recado.db, row);
  const done = isSaved ? frame.me.t("flows.settings.saved") : null;
  return page(
    <SettingsPage
      frame={frame}
      head={head}
      settings={settings}
      fallback={desk.language}
      done={done}
    />,
    { status },
  );
}

function readSettings(form: Form): FlowSettings {
  const constants = readConstants(form);
  return {
    name: form.text("name", 200),
    description: form.raw("description").replaceAll("\r\n", "\n").trim().slice(0, 500),
    frame: readFrame(form, constants),
    constants,
    was: form.text("was", 40),
    changedBy: null,
  };
}

/** What was refused comes back as it was written; so does what somebody else changed meanwhile. */
async function saveSettings(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const sent = readSettings(form);
  const row = await getFlow(recado.db, id);
  if (form.has("edit")) {
    const { rows, focus } = editConstants(sent.constants, form.text("edit", 40));
    return settingsPage(recado, request, row, { ...sent, constants: rows, focus });
  }
  const other = printOfSettings(row) === sent.was ? null : await otherEditor(recado.db, row, me.id);
  if (other !== null) {
    const conflict = { ...sent, was: printOfSettings(row), changedBy: other };
    return settingsPage(recado, request, row, conflict, { status: 409 });
  }
  try {
    const saved = await keepSettings(recado, id, sent, me.id);
    const { desk } = await sayerOf(recado, request);
    const flow = draftOf(saved);
    return settingsPage(
      recado,
      request,
      saved,
      {
        ...sent,
        name: saved.name,
        constants: constantRows(flow, desk.language),
        was: printOfSettings(saved),
      },
      { isSaved: true },
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const refused = { ...sent, nameError: me.t("flows.name.fault") };
    return settingsPage(recado, request, row, refused, { status: 422 });
  }
}

async function keepSettings(
  { write, clock }: Recado,
  id: number,
  { name, description, frame }: FlowSettings,
  by: number,
): Promise<FlowRow> {
  const now = clock.now();
  return write(async (tx) => {
    const row = await renameFlow(tx, id, { name, description }, now);
    const { start, steps } = draftOf(row);
    return changeDraft(tx, row, { start, steps, ...frame }, { id: by, now });
  });
}
