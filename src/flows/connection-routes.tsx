/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type ConnectionForm,
  ConnectionFormPage,
  type ConnectionItem,
  ConnectionsPage,
  ConnectionsPart,
  TestResult,
} from "../../views/flows/connections-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import type { Db } from "../db/open.ts";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import {
  type ConnectionFaults,
  connectionFaults,
  HEADER_LINES,
  isSameHost,
  readConnection,
  type SentConnection,
  withKept,
} from "./connection-form.ts";
import {
  archiveConnection,
  type ConnectionRow,
  getConnection,
  headersOf,
  insertConnection,
  listConnections,
  updateConnection,
} from "./connections.ts";
import type { Flow } from "./flow.ts";
import { listFlows } from "./flows.ts";
import { testConnection } from "./test-connection.ts";

/** Other systems that flows may ask; who writes their secrets needs the permission for settings. */
export function connectionRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/connections", ({ request, query }) => showAll(recado, request, query.done))
    .get("/bot/connections/new", ({ request }) => formPage(recado, request, emptyForm()))
    .post("/bot/connections", ({ request }) => save(recado, request, null), asForm)
    .get("/bot/connections/:id", byId(recado, showOne))
    .post("/bot/connections/:id", byId(recado, save), asForm)
    .delete("/bot/connections/:id", byId(recado, archive), asForm)
    .put("/bot/connections/:id", byId(recado, bringBack), asForm)
    .post("/bot/connections/:id/test", byId(recado, test), asForm);
}

async function readItems({ db, secrets }: Recado): Promise<ConnectionItem[]> {
  const users = await flowsByConnection(db);
  return (await listConnections(db)).map((row) => ({
    id: row.id,
    name: row.name,
    baseUrl: row.base_url,
    headers: headersOf(row, secrets).map(({ name }) => name),
    flows: users.get(row.id) ?? [],
  }));
}

/** By what their drafts ask. */
async function flowsByConnection(db: Db): Promise<Map<number, string[]>> {
  const users = new Map<number, string[]>();
  for (const { name, draft } of await listFlows(db)) {
    const asked = (JSON.parse(draft) as Flow).steps.flatMap((step) =>
      step.kind === "look-up" && step.connectionId !== null ? [step.connectionId] : [],
    );
    for (const id of new Set(asked)) users.set(id, [...(users.get(id) ?? []), name]);
  }
  return users;
}

async function showAll(
  recado: Recado,
  request: Request,
  done: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const connections = await readItems(recado);
  const canChange = meOf(request).can("settings");
  const said = done === "saved" ? frame.me.t("connections.saved") : undefined;
  return page(<ConnectionsPage frame={frame} {...{ connections, canChange }} done={said} />);
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await getConnection(recado.db, id);
  const kept = headersOf(row, recado.secrets);
  const form = { ...emptyForm(), id, name: row.name, baseUrl: row.base_url };
  return formPage(recado, request, { ...form, headers: linesOf(kept, kept) });
}

type Header = SentConnection["headers"][number];

/** As many lines as there is room for; a sealed value is never shown. */
function linesOf(headers: readonly Header[], kept: readonly Header[]): ConnectionForm["headers"] {
  return Array.from({ length: HEADER_LINES }, (_, index) => {
    const name = headers[index]?.name ?? "";
    return { name, isKept: name !== "" && kept.some((header) => header.name === name) };
  });
}

function emptyForm(): ConnectionForm {
  return { id: null, name: "", baseUrl: "", headers: linesOf([], []), errors: {} };
}

async function formPage(recado: Recado, request: Request, form: ConnectionForm): Promise<Response> {
  const frame = await frameOf(recado, request);
  const status = Object.keys(form.errors).length > 0 ? 422 : 200;
  return page(<ConnectionFormPage frame={frame} form={form} />, { status });
}

async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const { config, secrets, write, clock, db } = recado;
  const sent = readConnection(await readForm(request));
  const row = id === null ? null : await getConnection(db, id);
  const isElsewhere = row !== null && !isSameHost(row.base_url, sent.baseUrl);
  const kept = row && !isElsewhere ? headersOf(row, secrets) : [];
  const input = { ...sent, headers: withKept(sent.headers, kept) };
  const faults = connectionFaults(input, config.allowPrivateHosts);
  if (isElsewhere && faults.headers === "connections.fault.header-value")
    faults.headers = "connections.fault.header-anew";
  if (Object.keys(faults).length > 0) {
    const lines = linesOf(sent.headers, kept);
    return formPage(recado, request, {
      ...{ id, name: sent.name, baseUrl: sent.baseUrl, headers: lines },
      errors: inWords(request, faults),
    });
  }
  await write(async (tx) => {
    if (id === null) await insertConnection(tx, input, secrets, clock.now());
    else await updateConnection(tx, id, input, secrets, clock.now());
  });
  return redirect("/bot/connections?done=saved", request);
}

function inWords(request: Request, faults: ConnectionFaults): ConnectionForm["errors"] {
  const { t } = meOf(request);
  return Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, t(key)]));
}

async function archive(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await putAway(recado, id, true);
  const undo: Undo = { method: "put", url: `/bot/connections/${id}` };
  return changed(
    recado,
    request,
    meOf(request).t("connections.archived", { name: row.name }),
    undo,
  );
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await putAway(recado, id, false);
  return changed(recado, request, meOf(request).t("connections.restored", { name: row.name }));
}

function putAway(recado: Recado, id: number, isArchived: boolean): Promise<ConnectionRow> {
  return recado.write((tx) => archiveConnection(tx, id, isArchived, recado.clock.now()));
}

async function changed(
  recado: Recado,
  request: Request,
  message: string,
  undo?: Undo,
): Promise<Response> {
  const { t, can } = meOf(request);
  const connections = await readItems(recado);
  const part = <ConnectionsPart t={t} connections={connections} canChange={can("settings")} />;
  return partSaid(t, part, message, undo);
}

async function test(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const { key, values, isGood } = await testConnection(recado, await getConnection(recado.db, id));
  if (!isFragment(request)) return redirect("/bot/connections");
  return fragment(<TestResult text={t(key, values)} isGood={isGood} />);
}
