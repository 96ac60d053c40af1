import type { CalendarDraft, TeamChoices, TeamItem } from "../../views/teams/types.ts";
import { formatOpening } from "../bot/opening-hours.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { presenceOf } from "../users/presence.ts";
import { listActiveUsers } from "../users/users.ts";
import { type Calendar, calendarOf, isCalendarOpen, nextCalendarOpening } from "./calendar.ts";
import { dayWords, holidayCountries, nextHolidays } from "./holidays.ts";
import { teamZones } from "./team-form.ts";
import { changeableTeams } from "./team-rights.ts";
import { listMembers, listTeams } from "./teams.ts";

/** Of the country that the form names, so many. */
const HOLIDAYS_SHOWN = 5;

/** Every team that works, with who is in it and who is there. */
export async function readTeamItems({ db, clock }: Recado, me: Me): Promise<TeamItem[]> {
  const now = clock.now();
  const [teams, members, waiting, changeable] = await Promise.all([
    listTeams(db),
    listMembers(db),
    countWaiting(db),
    changeableTeams(db, me),
  ]);
  const presence = await presenceOf(db, [...new Set(members.map(({ id }) => id))], now);
  return Promise.all(
    teams.map(async ({ id, name, assignment, calendar }) => ({
      id,
      name,
      assignment,
      ...openingWords(await calendarOf(db, { calendar }), now, me.language),
      waiting: waiting.get(id) ?? 0,
      mayChange: changeable === null || changeable.has(id),
      members: members
        .filter((member) => member.team_id === id)
        .map((member) => ({
          id: member.id,
          name: member.name,
          isLead: member.is_lead === 1,
          presence: presence.get(member.id) ?? "off",
        })),
    })),
  );
}

function openingWords(calendar: Calendar, now: Instant, language: Language) {
  const isOpen = isCalendarOpen(calendar, now);
  const next = isOpen ? null : nextCalendarOpening(calendar, now);
  const opening = next === null ? null : formatOpening(next, calendar.timezone, language, now);
  return { isOpen, opening };
}

/** Counted for everybody: how many wait says nothing of who they are. */
async function countWaiting(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("tickets")
    .select(["team_id", (select) => select.fn.countAll<number>().as("n")])
    .where("assignee_id", "is", null)
    .where("status", "in", ["new", "open"])
    .where("team_id", "is not", null)
    .groupBy("team_id")
    .execute();
  return new Map(rows.map((row) => [row.team_id ?? 0, row.n]));
}

/** What the form of a team offers. */
export async function teamChoices(
  { db, clock }: Recado,
  language: Language,
  { timezone, country }: Pick<CalendarDraft, "timezone" | "country">,
): Promise<TeamChoices> {
  const now = clock.now();
  const users = await listActiveUsers(db);
  const presence = await presenceOf(
    db,
    users.map(({ id }) => id),
    now,
  );
  const names = new Intl.DisplayNames([language], { type: "region" });
  return {
    people: users.map((user) => ({ ...user, presence: presence.get(user.id) ?? "off" })),
    zones: teamZones(),
    countries: holidayCountries.map((value) => ({ value, label: names.of(value) ?? value })),
    holidays: country ? holidayWords(country, dayIn(timezone, now), language) : [],
  };
}

function holidayWords(
  country: Parameters<typeof nextHolidays>[0],
  from: string,
  language: Language,
): TeamChoices["holidays"] {
  return nextHolidays(country, from, HOLIDAYS_SHOWN).map(({ date, name }) => ({
    date,
    name,
    words: dayWords(date, language),
  }));
}

/** A zone of a form may be none. */
function dayIn(timezone: string, now: Instant): string {
  const zone = teamZones().includes(timezone) ? timezone : "UTC";
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}
