import type { CalendarDraft, OwnDayDraft, TeamDraft } from "../../views/teams/types.ts";
import { draftOfHours, editHours, readHoursDraft, requireHours } from "../bot/hours-draft.ts";
import { isOpeningHours } from "../bot/opening-hours.ts";
import type { AssignmentMode } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Form } from "../http/form.ts";
import { idOf } from "../http/form.ts";
import { zoneNames } from "../users/guess-zone.ts";
import type { Calendar, OwnDay } from "./calendar.ts";
import { holidayCountries } from "./holidays.ts";
import type { TeamInput, TeamMember, TeamRow } from "./teams.ts";

export const assignmentModes: readonly AssignmentMode[] = ["manual", "round-robin", "least-busy"];
const MOST_DAYS = 60;

/** The form for a team, or for a new one; `business` is what it works by without its own calendar. */
export function draftOfTeam(
  team: TeamRow | null,
  members: readonly TeamMember[],
  business: Calendar,
): TeamDraft {
  const own = team?.calendar ? (JSON.parse(team.calendar) as Calendar) : null;
  return {
    name: team?.name ?? "",
    assignment: team?.assignment ?? "manual",
    isSticky: team ? team.is_sticky === 1 : true,
    members: members.map(({ id, is_lead }) => ({ id, isLead: is_lead === 1 })),
    calendar: { ...draftOfCalendar(own ?? business), isOwn: own !== null },
  };
}

export function draftOfCalendar({ hours, timezone, country, days }: Calendar): CalendarDraft {
  return {
    isOwn: true,
    timezone,
    country,
    hours: draftOfHours(hours),
    days: days.map(({ date, name, hours: own }) => ({
      date,
      name,
      from: own?.[0]?.from ?? "",
      to: own?.[0]?.to === "24:00" ? "00:00" : (own?.[0]?.to ?? ""),
    })),
  };
}

export function readTeamDraft(form: Form): TeamDraft {
  const leads = new Set(form.all("lead"));
  return {
    name: form.text("name"),
    assignment: assignmentModes.find((mode) => mode === form.text("assignment")) ?? "manual",
    isSticky: form.has("sticky"),
    members: [...new Set(form.all("member"))].flatMap((text) => {
      const id = idOf(text);
      return Number.isNaN(id) ? [] : { id, isLead: leads.has(text) };
    }),
    calendar: {
      isOwn: form.text("calendar") === "own",
      timezone: form.text("timezone"),
      country: holidayCountries.find((each) => each === form.text("country")) ?? null,
      hours: readHoursDraft(form),
      days: readDays(form),
    },
  };
}

function readDays(form: Form): OwnDayDraft[] {
  const [names, from, to] = [form.all("day.name"), form.all("day.from"), form.all("day.to")];
  return form
    .all("day.date")
    .slice(0, MOST_DAYS)
    .map((date, index) => ({
      date,
      name: (names[index] ?? "").trim().slice(0, 60),
      from: from[index] ?? "",
      to: to[index] ?? "",
    }));
}

/** What the small buttons do: `add-day`, `remove-day 2`, or those of the hours. */
export function editCalendar(draft: CalendarDraft, edit: string): CalendarDraft {
  const [verb, place] = edit.split(" ");
  if (verb === "add-day" && draft.days.length < MOST_DAYS)
    return { ...draft, days: [...draft.days, { date: "", name: "", from: "", to: "" }] };
  if (verb === "remove-day")
    return { ...draft, days: draft.days.filter((_, index) => index !== Number(place)) };
  return { ...draft, hours: editHours(draft.hours, edit) };
}

/** @throws AppError `invalid` with the key of the field that is wrong. */
export function requireTeamInput({ calendar, ...team }: TeamDraft): TeamInput {
  return { ...team, calendar: calendar.isOwn ? requireCalendar(calendar) : null };
}

/** @throws AppError `invalid` with the key of the field that is wrong. */
export function requireCalendar(draft: CalendarDraft): Calendar {
  if (!teamZones().includes(draft.timezone))
    throw new AppError("invalid", `"${draft.timezone}" is no time zone.`);
  const { timezone, country } = draft;
  return { hours: requireHours(draft.hours), timezone, country, days: requireDays(draft.days) };
}

/** What the form offers; UTC is among the names of no country. */
export function teamZones(): readonly string[] {
  return [...new Set([...zoneNames(), "UTC"])];
}

/** By date, each once; rows left empty are none. */
function requireDays(drafts: readonly OwnDayDraft[]): OwnDay[] {
  const kept = drafts.filter(({ date, name, from, to }) => date || name || from || to);
  const days = kept.map(({ date, name, from, to }): OwnDay => {
    if (!isDate(date)) throw wrongDay();
    if (!from && !to) return { date, name };
    const hours = [{ from, to }];
    if (from === to || !isOpeningHours({ monday: hours })) throw wrongDay();
    return { date, name, hours };
  });
  if (new Set(days.map(({ date }) => date)).size < days.length) throw wrongDay();
  return days.sort((a, b) => a.date.localeCompare(b.date));
}

function isDate(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1, day)).toISOString().startsWith(text);
}

function wrongDay(): AppError {
  return new AppError(
    "invalid",
    "days: give each own day a date of its own, and both a beginning and an end, or neither.",
    { key: "error.team-days" },
  );
}
