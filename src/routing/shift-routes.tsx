/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { RotaPart, ShiftsPage } from "../../views/teams/shifts-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { weekdays } from "../bot/opening-hours.ts";
import type { Tx } from "../db/open.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { calendarOf, dateAt } from "./calendar.ts";
import { handOverFrom } from "./make-handovers.ts";
import { readRota } from "./present-rota.ts";
import {
  copyWeek,
  deleteShift,
  getShift,
  insertShift,
  requireWeeks,
  saveRotation,
} from "./shifts.ts";
import { requireMayChange } from "./team-rights.ts";
import { getTeam, listMembers, listTeams, listTeamsOf } from "./teams.ts";

/** Who works when. Everybody may look; who may change the team may change its shifts. */
export function shiftRoutes(recado: Recado) {
  return new Elysia()
    .get("/shifts", ({ request, query }) => showShifts(recado, request, query))
    .post("/settings/shifts", ({ request }) => add(recado, request), asForm)
    .delete("/settings/shifts/:id", byId(recado, remove), asForm)
    .put("/settings/shifts/rotation/:id", byId(recado, rotate), asForm)
    .put("/settings/shifts/weeks/:id", byId(recado, copy), asForm);
}

/** One's own team first, else one that has somebody in it. */
async function showShifts(
  recado: Recado,
  request: Request,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const [teams, own] = await Promise.all([listTeams(recado.db), listTeamsOf(recado.db, me.id)]);
  const asked = teams.find(({ id }) => id === idOf(query.team));
  const manned = new Set((await listMembers(recado.db)).map(({ team_id }) => team_id));
  const team = asked ?? own[0] ?? teams.find(({ id }) => manned.has(id)) ?? teams[0];
  const rota = team ? await readRota(recado, me, team, idOf(query.week)) : null;
  return page(<ShiftsPage frame={frame} teams={teams} rota={rota} />);
}

async function add(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const teamId = idOf(form.text("team"));
  const week = idOf(form.text("week"));
  await recado.write(async (tx) => {
    await requireMayChange(tx, me, teamId);
    const user_id = await requireMember(tx, teamId, idOf(form.text("user")));
    const { starts, ends } = form.texts("starts", "ends");
    for (const weekday of daysOf(form))
      await insertShift(tx, { team_id: teamId, user_id, week, weekday, starts, ends });
    await handOverFrom(tx, teamId, recado.clock.now());
  });
  return changed(recado, me, teamId, week);
}

function daysOf(form: Form): readonly string[] {
  const day = form.text("weekday");
  if (day === "workdays") return weekdays.slice(0, 5);
  return day === "all" ? weekdays : [day];
}

async function requireMember(tx: Tx, teamId: number, userId: number): Promise<number> {
  const members = await listMembers(tx, [teamId]);
  if (members.some(({ id }) => id === userId)) return userId;
  throw new AppError("invalid", "Only members of the team have shifts in it.", {
    key: "error.no-user",
  });
}

async function remove(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const shift = await recado.write(async (tx) => {
    const found = await getShift(tx, id);
    await requireMayChange(tx, me, found.team_id);
    return deleteShift(tx, found.team_id, id);
  });
  const { team_id, user_id, week, weekday, starts, ends } = shift;
  const undo: Undo = {
    method: "post",
    url: "/settings/shifts",
    values: {
      team: String(team_id),
      user: String(user_id),
      week: String(week),
      weekday,
      starts,
      ends,
    },
  };
  return changed(recado, me, team_id, week, me.t("shifts.removed"), undo);
}

/** `current`: which of its weeks this one is; the first when the form does not say. */
async function rotate(recado: Recado, request: Request, teamId: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const weeks = idOf(form.text("weeks"));
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    await requireMayChange(tx, me, teamId);
    requireWeeks(weeks);
    const current = Math.min(idOf(form.text("current")) || 1, weeks);
    const today = dateAt(await calendarOf(tx, await getTeam(tx, teamId)), now);
    const monday = today.subtract({ days: today.dayOfWeek - 1 });
    const from = monday.subtract({ weeks: current - 1 }).toString();
    await saveRotation(tx, teamId, { weeks, from }, now);
    await handOverFrom(tx, teamId, now);
  });
  return changed(recado, me, teamId, idOf(form.text("week")), me.t("shifts.saved"));
}

async function copy(recado: Recado, request: Request, teamId: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const [from, to] = [idOf(form.text("from")), idOf(form.text("week"))];
  const { rotation_weeks } = await getTeam(recado.db, teamId);
  if (!(from >= 1 && from <= rotation_weeks && to >= 1 && to <= rotation_weeks))
    throw new AppError("invalid", "There is no such week.");
  const n = await recado.write(async (tx) => {
    await requireMayChange(tx, me, teamId);
    await handOverFrom(tx, teamId, recado.clock.now());
    return copyWeek(tx, teamId, from, to);
  });
  return changed(recado, me, teamId, to, me.t("shifts.copied", { n }));
}

async function changed(
  recado: Recado,
  me: Me,
  teamId: number,
  week: number,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const rota = await readRota(recado, me, await getTeam(recado.db, teamId), week);
  return partSaid(me.t, <RotaPart t={me.t} rota={rota} />, message, undo);
}
