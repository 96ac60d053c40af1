/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { Talk, type TalkView } from "../../views/bot/talk.tsx";
import { type TestDraft, TestFormPage, TestTurns } from "../../views/bot/test-form.tsx";
import { type TestItem, TestList, TestsPage } from "../../views/bot/tests-page.tsx";
import { Part } from "../../views/ui/part.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import type { Language } from "../db/schema.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import { type ReaderOf, readerOf } from "../inbox/open-case.ts";
import { dateTime } from "../inbox/time-words.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { runSamples } from "./check-samples.ts";
import { rehearseConversation } from "./rehearse-conversation.ts";
import {
  draftOfSample,
  editTurns,
  emptyTurn,
  languageOf,
  readSample,
  turnsOfTalk,
} from "./sample-form.ts";
import {
  archiveSample,
  getSample,
  inputOf,
  insertSample,
  listSamples,
  type SampleRow,
  updateSample,
} from "./sample-rows.ts";
import type { SampleResult, SampleTurn } from "./samples.ts";

/** The test bench: sample conversations, run before anything is published, and a place to talk. */
export function sampleRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/tests", ({ request, query }) => showTests(recado, request, query.done))
    .get("/bot/tests/new", ({ request }) => showNew(recado, request))
    .post("/bot/tests", ({ request }) => saveTest(recado, request, null), asForm)
    .post("/bot/tests/run", ({ request }) => runAll(recado, request), asForm)
    .post("/bot/tests/draft", ({ request }) => editDraft(request), asForm)
    .post("/bot/tests/keep", ({ request }) => keepTalk(recado, request), asForm)
    .get("/bot/tests/:id", byId(recado, showTest))
    .post("/bot/tests/:id", byId(recado, saveTest), asForm)
    .delete("/bot/tests/:id", byId(recado, removeTest))
    .put("/bot/tests/:id", byId(recado, bringBack), asForm)
    .post("/bot/talk", ({ request }) => goOnTalking(recado, request), asForm);
}

async function showTests(
  recado: Recado,
  request: Request,
  done: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t } = frame.me;
  const markup = (
    <TestsPage
      frame={frame}
      tests={await listItems(recado, meOf(request))}
      talk={{ turns: [], language: await businessLanguage(recado, frame.me) }}
      isOn={(await getSetting(recado.db, "bot")).isEnabled}
      done={
        done === "saved" ? t("bot.tests.saved") : done === "ran" ? t("bot.tests.ran") : undefined
      }
    />
  );
  return page(markup);
}

async function listItems(recado: Recado, me: ReaderOf): Promise<TestItem[]> {
  const { db } = recado;
  const flows = new Map((await listFlowNames(db)).map(({ id, name }) => [id, name]));
  const reader = await readerOf(recado, me);
  return (await listSamples(db)).map((row) => ({
    id: row.id,
    name: row.name,
    language: row.language,
    flow: row.flow_id === null ? null : (flows.get(row.flow_id) ?? `#${row.flow_id}`),
    messages: (JSON.parse(row.turns) as SampleTurn[]).length,
    result: resultOf(row),
    ranAt: row.last_run_at === null ? null : dateTime(row.last_run_at, reader).text,
  }));
}

function resultOf(row: SampleRow): SampleResult | null {
  return row.last_result ? (JSON.parse(row.last_result) as SampleResult) : null;
}

function listFlowNames(db: Recado["db"]) {
  return db
    .selectFrom("flows")
    .select(["id", "name"])
    .where("archived_at", "is", null)
    .orderBy("name")
    .execute();
}

async function businessLanguage({ db }: Recado, me: { language: Language }): Promise<Language> {
  return (await getSetting(db, "business"))?.language ?? me.language;
}

async function runAll(recado: Recado, request: Request): Promise<Response> {
  await runSamples(recado);
  if (!isFragment(request)) return redirect("/bot/tests?done=ran");
  return listSaid(recado, request, meOf(request).t("bot.tests.ran"));
}

async function listSaid(
  recado: Recado,
  request: Request,
  message: string,
  undo?: Undo,
): Promise<Response> {
  const me = meOf(request);
  const list = <TestList t={me.t} tests={await listItems(recado, me)} />;
  return partSaid(me.t, <Part target="#tests">{list}</Part>, message, undo);
}

async function showNew(recado: Recado, request: Request): Promise<Response> {
  const language = await businessLanguage(recado, meOf(request));
  return formPage(recado, request, null, { name: "", language, flowId: null, turns: [emptyTurn] });
}

async function showTest(recado: Recado, request: Request, id: number): Promise<Response> {
  const row = await getSample(recado.db, id);
  return formPage(recado, request, id, draftOfSample(inputOf(row)), { result: resultOf(row) });
}

async function formPage(
  recado: Recado,
  request: Request,
  id: number | null,
  test: TestDraft,
  { result = null, error }: { result?: SampleResult | null; error?: AppError } = {},
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t } = frame.me;
  const markup = (
    <TestFormPage
      frame={frame}
      id={id}
      test={test}
      flows={await listFlowNames(recado.db)}
      result={result}
      error={error?.key ? t(error.key, error.values) : undefined}
    />
  );
  return page(markup, { status: error?.status ?? 200 });
}

async function saveTest(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const form = await readForm(request);
  const language = await businessLanguage(recado, meOf(request));
  try {
    const test = readSample(form, language);
    const now = recado.clock.now();
    await recado.write(async (tx) => {
      await (id === null ? insertSample(tx, test, now) : updateSample(tx, id, test, now));
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return formPage(recado, request, id, readDraft(form, language), { error });
  }
  return redirect("/bot/tests?done=saved", request);
}

/** What was typed, before it is looked at. */
function readDraft(form: Form, fallback: Language): TestDraft {
  const flow = idOf(form.text("flow"));
  return {
    name: form.text("name"),
    language: languageOf(form, fallback),
    flowId: Number.isNaN(flow) ? null : flow,
    turns: editTurns(form),
  };
}

async function editDraft(request: Request): Promise<Response> {
  return fragment(<TestTurns t={meOf(request).t} turns={editTurns(await readForm(request))} />);
}

async function removeTest(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const row = await recado.write((tx) => archiveSample(tx, id, true, recado.clock.now()));
  const undo: Undo = { method: "put", url: `/bot/tests/${id}` };
  return listSaid(recado, request, t("bot.tests.deleted", { name: row.name }), undo);
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const row = await recado.write((tx) => archiveSample(tx, id, false, recado.clock.now()));
  return listSaid(recado, request, t("bot.tests.restored", { name: row.name }));
}

async function goOnTalking(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const talk = await talkOf(recado, me, form);
  if (isFragment(request)) return fragment(<Talk t={me.t} talk={talk} />);
  const frame = await frameOf(recado, request);
  const isOn = (await getSetting(recado.db, "bot")).isEnabled;
  const tests = await listItems(recado, me);
  return page(<TestsPage frame={frame} tests={tests} talk={talk} isOn={isOn} />);
}

const MOST_SAID = 40;

async function talkOf(recado: Recado, me: Me, form: Form): Promise<TalkView> {
  const language = languageOf(form, await businessLanguage(recado, me));
  if (form.has("again")) return { turns: [], language };
  // A pressed button comes beside the empty field.
  const typed = form.all("say").map((text) => text.trim());
  const said = [...form.all("said"), typed.findLast(Boolean) ?? ""].filter(Boolean);
  const turns = said.slice(-MOST_SAID).map((say) => ({ say: say.slice(0, 1000), expect: {} }));
  if (turns.length === 0) return { turns: [], language };
  return { turns: await rehearseConversation(recado, turns, { language }), language };
}

/** The conversation so far as a test, ready to be read over. */
async function keepTalk(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const talk = await talkOf(recado, me, await readForm(request));
  const name = talk.turns[0]?.say.slice(0, 80) ?? "";
  const { language } = talk;
  const test = { name, language, flowId: null, turns: turnsOfTalk(talk.turns) };
  return formPage(recado, request, null, draftOfSample(test));
}
