/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { RetentionPage } from "../../views/consent/retention-page.tsx";
import { TrialPanel } from "../../views/consent/retention-runs.tsx";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf, withMe } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { getSetting, type RetentionSettings, saveSetting } from "../settings/settings.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { isEmpty } from "../users/read-fields.ts";
import { presentRun, presentTimes, type TimeProblems } from "./present-retention.ts";
import { readDays } from "./read-days.ts";
import { findLastRun, listRuns, type RunRow } from "./runs.ts";
import { isRunning, runRetention } from "./run-retention.ts";

const PATH = "/consent/retention";
const RUNS = 14;

/** How long what is kept; a rehearsal before anything is deleted. */
export function retentionRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ request }) => showRetention(recado, request))
    .get(`${PATH}/trial`, ({ me }) => showTrial(recado, me))
    .post(PATH, ({ request }) => saveTimes(recado, request), asForm)
    .post(`${PATH}/trials`, ({ me }) => startTrial(recado, me), asForm)
    .post(`${PATH}/activation`, ({ request }) => switchOn(recado, request), asForm)
    .post(`${PATH}/pause`, () => change(recado, { isOn: false }, "retention-off"), asForm);
}

interface Shown {
  typed?: Record<string, string>;
  problems?: TimeProblems;
}

async function showRetention(
  recado: Recado,
  request: Request,
  shown: Shown = {},
): Promise<Response> {
  const me = meOf(request);
  const { isOn, days } = await getSetting(recado.db, "retention");
  const style = await timeStyleOf(recado, me.language);
  const trial = await findLastRun(recado.db, true);
  const runs = await listRuns(recado.db, RUNS);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const markup = (
    <RetentionPage
      frame={await frameOf(recado, request)}
      isOn={isOn}
      isTried={await isTried(recado, trial)}
      trial={trial ? presentRun(trial, isRunning(recado, true), style) : null}
      runs={runs.map((run) => presentRun(run, isRunning(recado, false), style))}
      groups={presentTimes(days, shown)}
      mayChange={me.can("privacy")}
      done={doneText(me.t, query)}
    />
  );
  return page(markup, { status: shown.problems ? 422 : 200 });
}

/** Whether the last rehearsal went through with the times as they are now. */
async function isTried({ db }: Recado, trial: RunRow | undefined): Promise<boolean> {
  if (!trial || trial.finished_at === null || trial.error !== null) return false;
  const { changedAt } = await getSetting(db, "retention");
  return changedAt === null || trial.started_at >= changedAt;
}

/** Asked for while one is under way; the whole page comes when it is done, for it brings a button. */
async function showTrial(recado: Recado, { t, language }: Me): Promise<Response> {
  const trial = await findLastRun(recado.db, true);
  if (!trial || !isRunning(recado, true))
    return new Response(null, { headers: { "hx-redirect": `${PATH}#trial` } });
  const run = presentRun(trial, true, await timeStyleOf(recado, language));
  return fragment(<TrialPanel t={t} trial={run} isTried={false} />);
}

async function startTrial(recado: Recado, { id }: Me): Promise<Response> {
  const run = runRetention(recado, { isDryRun: true, by: id });
  // A small desk is counted before the page is there.
  await Promise.race([run, Bun.sleep(500)]);
  return redirectDone(PATH, isRunning(recado, true) ? "retention-trying" : "retention-tried");
}

async function saveTimes(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const { days, typed, problems } = readDays(form);
  if (!isEmpty(problems)) return showRetention(recado, request, { typed, problems });
  return change(recado, { isOn: false, days, changedAt: recado.clock.now() }, "retention-saved");
}

/** Only what was seen is switched on. */
async function switchOn(recado: Recado, request: Request): Promise<Response> {
  const form: Form = await readForm(request);
  const trial = await findLastRun(recado.db, true);
  if (!form.has("seen") || !(await isTried(recado, trial)))
    return redirectDone(PATH, "retention-first");
  return change(recado, { isOn: true, onAt: recado.clock.now() }, "retention-on");
}

async function change(
  recado: Recado,
  values: Partial<RetentionSettings>,
  done: Parameters<typeof redirectDone>[1],
): Promise<Response> {
  await recado.write(async (tx) => {
    const before = await getSetting(tx, "retention");
    await saveSetting(tx, "retention", { ...before, ...values }, recado.clock.now());
  });
  return redirectDone(PATH, done);
}
