/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { CalendarFields } from "../../views/teams/calendar-fields.tsx";
import { TeamFormPage } from "../../views/teams/team-form-page.tsx";
import { TeamsPage, TeamsPart } from "../../views/teams/teams-page.tsx";
import type { TeamDraft } from "../../views/teams/types.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { calendarOf } from "./calendar.ts";
import { readTeamItems, teamChoices } from "./present-teams.ts";
import { draftOfTeam, editCalendar, readTeamDraft, requireTeamInput } from "./team-form.ts";
import { mayAddTeams, requireMayChange } from "./team-rights.ts";
import { archiveTeam, getTeam, insertTeam, listMembers, updateTeam } from "./teams.ts";

const LIST = "/settings/teams";

/** Teams: who is in them, when they work, how tickets are shared out. */
export function teamRoutes(recado: Recado) {
  return new Elysia()
    .get(LIST, ({ request, query }) => showList(recado, request, query.done))
    .get(`${LIST}/new`, ({ request }) => showNew(recado, request))
    .post(`${LIST}/calendar`, ({ request }) => draftCalendar(recado, request), asForm)
    .post(LIST, ({ request }) => save(recado, request, null), asForm)
    .get(`${LIST}/:id`, byId(recado, showOne))
    .post(`${LIST}/:id`, byId(recado, save), asForm)
    .delete(`${LIST}/:id`, byId(recado, archive), asForm)
    .post(`${LIST}/:id/restoration`, byId(recado, restore), asForm);
}

async function showList(
  recado: Recado,
  request: Request,
  saved: string | undefined,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const teams = await readTeamItems(recado, me);
  const name = teams.find(({ id }) => String(id) === saved)?.name;
  const done = name ? me.t("teams.saved", { name }) : undefined;
  return page(<TeamsPage frame={frame} teams={teams} mayAdd={mayAddTeams(me)} done={done} />);
}

async function showNew(recado: Recado, request: Request): Promise<Response> {
  requireMayAdd(meOf(request));
  const draft = draftOfTeam(null, [], await calendarOf(recado.db, null));
  return formPage(recado, request, { id: null, draft });
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const team = await getTeam(recado.db, id);
  await requireMayChange(recado.db, meOf(request), id);
  const [members, business] = await Promise.all([
    listMembers(recado.db, [id]),
    calendarOf(recado.db, null),
  ]);
  return formPage(recado, request, { id, draft: draftOfTeam(team, members, business) });
}

/** The calendar of the form with one part more or less: nothing is saved. */
async function draftCalendar(recado: Recado, request: Request): Promise<Response> {
  const { t, language } = meOf(request);
  const form = await readForm(request);
  const draft = editCalendar(readTeamDraft(form).calendar, form.text("edit"));
  const choices = await teamChoices(recado, language, draft);
  return fragment(<CalendarFields t={t} draft={draft} choices={choices} />);
}

/** What was refused comes back as it was written, with the reason beside its field. */
async function save(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const me = meOf(request);
  const draft = readTeamDraft(await readForm(request));
  const now = recado.clock.now();
  try {
    const input = requireTeamInput(draft);
    const team = await recado.write(async (tx) => {
      if (id === null) {
        requireMayAdd(me);
        return insertTeam(tx, input, now);
      }
      await requireMayChange(tx, me, id);
      return updateTeam(tx, id, input, now);
    });
    return redirect(`${LIST}?done=${team.id}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return formPage(recado, request, { id, draft, error });
  }
}

const fieldOf = {
  "error.team-name": "name",
  "error.team-taken": "name",
  "error.bot-hours": "hours",
  "error.team-days": "days",
} as const;

interface Shown {
  id: number | null;
  draft: TeamDraft;
  error?: AppError;
}

async function formPage(
  recado: Recado,
  request: Request,
  { id, draft, error }: Shown,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t, language } = frame.me;
  const choices = await teamChoices(recado, language, draft.calendar);
  const key = error?.key;
  const field = Object.entries(fieldOf).find(([name]) => name === key)?.[1];
  if (error && !field) throw error;
  const errors = field && key ? { [field]: t(key, error.values) } : {};
  return page(
    <TeamFormPage frame={frame} id={id} draft={draft} errors={errors} choices={choices} />,
    { status: error?.status ?? 200 },
  );
}

async function archive(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const { name } = await recado.write(async (tx) => {
    await requireMayChange(tx, me, id);
    return archiveTeam(tx, id, true, recado.clock.now());
  });
  const undo = { method: "post", url: `${LIST}/${id}/restoration` } as const;
  return partSaid(me.t, await listPart(recado, me), me.t("teams.archived", { name }), undo);
}

async function restore(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const { name } = await recado.write(async (tx) => {
    await requireMayChange(tx, me, id);
    return archiveTeam(tx, id, false, recado.clock.now());
  });
  return partSaid(me.t, await listPart(recado, me), me.t("teams.restored", { name }));
}

async function listPart(recado: Recado, me: Me) {
  const teams = await readTeamItems(recado, me);
  return <TeamsPart t={me.t} teams={teams} mayAdd={mayAddTeams(me)} />;
}

function requireMayAdd(me: Me): void {
  if (!mayAddTeams(me))
    throw new AppError("forbidden", "Only who sees all tickets can make teams.");
}
