/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type FlowVersionItem, FlowVersionsPage } from "../../views/flows/versions-page.tsx";
import { checkSamples } from "../rehearsals/check-samples.ts";
import { rehearseDraft } from "../rehearsals/rehearse-draft.ts";
import { byId } from "../http/by-id.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { timeText } from "../settings/time-text.ts";
import { timeStyleOf } from "../routing/rule-items.ts";
import { signDraft } from "./change-draft.ts";
import { answerEditor, readHead, sayerOf } from "./editor-answers.tsx";
import type { Flow } from "./flow.ts";
import { knownOf } from "./flow-desk.ts";
import { flowDifferences } from "./flow-differences.ts";
import { runningByVersion } from "./flow-figures.ts";
import { flowProblems, isPublishable } from "./flow-problems.ts";
import {
  draftOf,
  type FlowRow,
  getFlow,
  listFlowVersions,
  publishFlow,
  rollBackFlow,
} from "./flows.ts";

type Query = Record<string, string | undefined>;

/** What was published, and back. */
export function flowVersionRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows/:id/versions", ({ request, params, query }) =>
      showVersions(recado, request, idOf(params.id), query),
    )
    .post("/bot/flows/:id/versions", byId(recado, publish), asForm)
    .post(
      "/bot/flows/:id/versions/:version",
      ({ request, params }) => rollBack(recado, request, idOf(params.id), idOf(params.version)),
      asForm,
    );
}

async function showVersions(
  recado: Recado,
  request: Request,
  id: number,
  query: Query,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const row = await getFlow(recado.db, id);
  const head = await readHead(recado.db, row);
  const versions = await readVersions(recado, request, row);
  const { t } = frame.me;
  const [n, old] = [idOf(query.published), idOf(query.back)];
  const done = Number.isNaN(n)
    ? null
    : Number.isNaN(old)
      ? t("flows.published", { n })
      : t("flows.rolled-back", { n, old });
  return page(<FlowVersionsPage frame={frame} head={head} versions={versions} done={done} />);
}

async function readVersions(
  recado: Recado,
  request: Request,
  row: FlowRow,
): Promise<FlowVersionItem[]> {
  const sayer = await sayerOf(recado, request);
  const style = await timeStyleOf(recado, meOf(request));
  const rows = await listFlowVersions(recado.db, row.id);
  const running = await runningByVersion(recado.db, row.id);
  const people = await recado.db.selectFrom("users").select(["id", "name"]).execute();
  return rows.map((version, index) => {
    const older = rows[index + 1];
    const flow = JSON.parse(version.definition) as Flow;
    const before = older ? (JSON.parse(older.definition) as Flow) : null;
    return {
      version: version.version,
      by: people.find(({ id }) => id === version.published_by)?.name ?? null,
      time: timeText(version.published_at, style),
      note: version.note,
      changes: flowDifferences(flow, before, sayer),
      running: running.get(version.version) ?? 0,
      isLive: version.version === row.published_version,
    };
  });
}

/** Not before problems and red sample conversations are put right. */
async function publish(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const note = (await readForm(request)).text("note", 200);
  const { desk } = await sayerOf(recado, request);
  const row = await getFlow(recado.db, id);
  const isSound = isPublishable(flowProblems(draftOf(row), knownOf(desk)));
  const red = isSound ? await redSamples(recado, id) : [];
  const published = await recado.write(async (tx) => {
    const now = await getFlow(tx, id);
    // What somebody wrote while the conversations were played is not checked yet.
    if (!isSound || red.length > 0 || now.draft_revision !== row.draft_revision) return null;
    return publishFlow(tx, id, { by: me.id, note }, recado.clock.now());
  });
  if (published)
    return redirect(`/bot/flows/${id}/versions?published=${published.published_version}`, request);
  return answerEditor(recado, request, await getFlow(recado.db, id), {
    shown: { red, notice: me.t("flows.publish.refused") },
    status: 409,
  });
}

async function redSamples(recado: Recado, flowId: number): Promise<string[]> {
  const played = await checkSamples(recado, { flowId, prepare: rehearseDraft(flowId) });
  return played.filter(({ result }) => result.isRed).map(({ row }) => row.name);
}

async function rollBack(
  recado: Recado,
  request: Request,
  id: number,
  version: number,
): Promise<Response> {
  const me = meOf(request);
  const note = me.t("flows.rolled-back.note", { old: version });
  const row = await recado.write(async (tx) => {
    await rollBackFlow(tx, id, version, { by: me.id, note }, recado.clock.now());
    return signDraft(tx, id, me.id);
  });
  return redirect(
    `/bot/flows/${id}/versions?published=${row.published_version}&back=${version}`,
    request,
  );
}
