/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  CoveragePage,
  CoveragePart,
  coverageQuery,
  type UnansweredGroup,
  type UnansweredList,
} from "../../views/bot/coverage-page.tsx";
import { languages } from "../../views/i18n.ts";
import type { Undo } from "../../views/ui/toast.tsx";
import { hideNumbers } from "../contacts/phone.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf, seesAllTickets } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import { MOST_PHRASINGS } from "../incidents/check-incident.ts";
import type { Phrasings } from "../incidents/incident.ts";
import { getIncident, inputOf, listIncidents, updateIncident } from "../incidents/incidents.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { type CoverageGroup, coverageDays, type CoverageQuery } from "./coverage.ts";
import { knownCoverage } from "./coverage-cache.ts";
import { deleteDismissal, insertDismissal, listDismissals } from "./coverage-dismissals.ts";
import { fold } from "../bot/fold.ts";

const ADDRESS = "/bot/coverage";
const MOST_GROUPS = 40;
const MOST_ONCE = 40;
const MOST_EXAMPLES = 5;
/** As many as an incident needs to be told from others. */
const MOST_TAKEN = 12;

/** What customers asked and nothing answers; taught, added to an incident, or put aside. */
export function coverageRoutes(recado: Recado) {
  return new Elysia()
    .get(ADDRESS, ({ request, query }) => show(recado, request, query))
    .post(`${ADDRESS}/additions`, ({ request }) => add(recado, request), asForm)
    .post(`${ADDRESS}/dismissals`, ({ request }) => dismiss(recado, request), asForm)
    .post(`${ADDRESS}/dismissals/removal`, ({ request }) => bringBack(recado, request), asForm);
}

type Query = Record<string, string | undefined>;

function readQuery({ days, source }: Query): CoverageQuery {
  return {
    days: coverageDays.find((n) => String(n) === days) ?? 30,
    isSimulated: source === "simulated",
  };
}

function queryOf(request: Request): CoverageQuery {
  return readQuery(Object.fromEntries(new URL(request.url).searchParams));
}

/** Words of all customers: for who sees all tickets. */
function requireAll(me: Me): void {
  if (!seesAllTickets(me))
    throw new AppError("forbidden", "Only who sees all tickets can read what customers asked.", {
      key: "error.coverage-scope",
    });
}

async function show(recado: Recado, request: Request, query: Query): Promise<Response> {
  const me = meOf(request);
  requireAll(me);
  const frame = await frameOf(recado, request);
  const list = await readList(recado, readQuery(query));
  const { isEnabled } = await getSetting(recado.db, "bot");
  return page(<CoveragePage frame={frame} list={list} isOn={isEnabled} />);
}

async function readList(recado: Recado, query: CoverageQuery): Promise<UnansweredList> {
  const [coverage, dismissed, incidents] = await Promise.all([
    knownCoverage(recado, query),
    listDismissals(recado.db),
    listIncidents(recado.db),
  ]);
  const shown = coverage.groups.filter((group) => !dismissed.has(keyOf(group)));
  const once = shown.filter(({ count }) => count === 1);
  return {
    ...query,
    looked: coverage.looked,
    unanswered: shown.reduce((total, { count }) => total + count, 0),
    isCut: coverage.isCut,
    groups: shown
      .filter(({ count }) => count > 1)
      .slice(0, MOST_GROUPS)
      .map(presentGroup),
    once: once.slice(0, MOST_ONCE).map(presentGroup),
    onceCount: once.length,
    incidents: incidents.map(({ id, name }) => ({ id, name })),
  };
}

function keyOf({ phrasings }: CoverageGroup): string {
  return fold(phrasings[0]?.text ?? "");
}

/** A number that somebody wrote is masked, and such a sentence is no sample. */
function presentGroup(group: CoverageGroup): UnansweredGroup {
  const { phrasings, count } = group;
  const masked = phrasings.map((one) => ({ ...one, text: hideNumbers(one.text) }));
  const taken = masked.filter(({ text }) => !text.includes("•")).slice(0, MOST_TAKEN);
  return {
    key: keyOf(group),
    count,
    examples: masked.slice(0, MOST_EXAMPLES),
    more: Math.max(0, masked.length - MOST_EXAMPLES),
    phrasings: Object.fromEntries(
      languages.map((language) => [
        language,
        taken.filter((one) => one.language === language).map(({ text }) => text),
      ]),
    ),
  };
}

/** These phrasings mean an incident that there is. */
async function add(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireAll(me);
  const form = await readForm(request);
  const added = readPhrasings(form);
  const { name } = await recado.write(async (tx) => {
    const id = idOf(form.text("incident"));
    const input = inputOf(await getIncident(tx, id));
    const phrasings = joined(input.phrasings, added);
    return updateIncident(tx, id, { ...input, phrasings }, me.id, recado.clock.now());
  });
  const list = await readList(recado, queryOf(request));
  return partSaid(me.t, <CoveragePart t={me.t} list={list} />, me.t("coverage.added", { name }));
}

function readPhrasings(form: Form): Phrasings {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      form.all(`phrasings.${language}`).map((text) => text.trim().slice(0, 200)),
    ]),
  );
}

/** Each once, and no more than an incident may have. */
function joined(own: Phrasings, added: Phrasings): Phrasings {
  return Object.fromEntries(
    languages.map((language) => {
      const texts = [...(own[language] ?? []), ...(added[language] ?? [])].filter(Boolean);
      const each = new Map(texts.map((text) => [fold(text), text]));
      return [language, [...each.values()].slice(0, MOST_PHRASINGS)];
    }),
  );
}

async function dismiss(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireAll(me);
  const phrase = (await readForm(request)).text("phrase", 400);
  if (!phrase) throw new AppError("invalid", "phrase: which one is put aside.");
  await recado.write((tx) => insertDismissal(tx, phrase, me.id, recado.clock.now()));
  const query = queryOf(request);
  const undo: Undo = {
    method: "post",
    url: `${ADDRESS}/dismissals/removal?${coverageQuery(query)}`,
    values: { phrase },
  };
  const part = <CoveragePart t={me.t} list={await readList(recado, query)} />;
  return partSaid(me.t, part, me.t("coverage.dismissed"), undo);
}

async function bringBack(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  requireAll(me);
  const phrase = (await readForm(request)).text("phrase", 400);
  await recado.write((tx) => deleteDismissal(tx, phrase));
  const part = <CoveragePart t={me.t} list={await readList(recado, queryOf(request))} />;
  return partSaid(me.t, part, me.t("coverage.brought-back"));
}
