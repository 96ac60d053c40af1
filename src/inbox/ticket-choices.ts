import { sql } from "kysely";
import { languageNames } from "../../views/ui/languages.ts";
import type { TicketChoices } from "../../views/inbox/types.ts";
import { DAY, HOUR } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { listTeams } from "../routing/teams.ts";
import { presenceOf } from "../users/presence.ts";
import { listAssignableUsers } from "../users/users.ts";
import { type Reader, type TicketReader, untilTime } from "./time-words.ts";

const MORNING = 9;

/** What the menus of an open ticket offer. */
export async function readChoices(db: Db, reader: TicketReader): Promise<TicketChoices> {
  const [users, teams, tags, categories] = await Promise.all([
    listAssignableUsers(db),
    listTeams(db),
    listKnownTags(db),
    listKnownCategories(db),
  ]);
  const languages = Object.entries(languageNames).map(([value, label]) => ({ value, label }));
  const presence = await presenceOf(
    db,
    users.map(({ id }) => id),
    reader.now,
  );
  return {
    people: users.map((user) => ({ ...user, presence: presence.get(user.id) ?? "off" })),
    teams: teams.map(({ id, name }) => ({ id, name })),
    tags,
    categories,
    languages,
    snoozes: snoozesOf(reader),
    mayNote: reader.can("notes"),
  };
}

/** From one tag to the next along the index: as many steps as there are tags, not rows. */
export async function listKnownTags(db: Db): Promise<string[]> {
  const { rows } = await sql<{ tag: string | null }>`
    WITH RECURSIVE known(tag) AS (
      SELECT min(tag) FROM ticket_tags
      UNION ALL
      SELECT (SELECT min(tag) FROM ticket_tags WHERE tag > known.tag) FROM known WHERE known.tag IS NOT NULL
    ) SELECT tag FROM known LIMIT 200`.execute(db);
  return rows.flatMap((row) => row.tag ?? []);
}

/** Of the newest tickets: what is in use. */
export async function listKnownCategories(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("category")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  return [...new Set(rows.flatMap((row) => row.category ?? []))].sort();
}

function snoozesOf(reader: Reader): TicketChoices["snoozes"] {
  const { t, timezone, now } = reader;
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const morningOf = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: timezone, plainTime: new Temporal.PlainTime(MORNING) })
      .epochMilliseconds;
  const monday = today.add({ days: 8 - today.dayOfWeek });
  const choices: [string, Instant][] = [
    [t("snooze.hours"), now + 3 * HOUR],
    [t("snooze.tomorrow"), morningOf(today.add({ days: 1 }))],
    [t("snooze.week"), morningOf(monday)],
  ];
  return choices.map(([label, until]) => ({
    label,
    hint: untilTime(until, reader).text,
    until: new Date(until).toISOString(),
  }));
}

/** An ISO instant, or a date and time on the business's clock. @throws AppError `invalid`. */
export function snoozeUntil(until: string, local: string, { timezone, now }: Reader): Instant {
  const instant = until ? Date.parse(until) : localInstant(local, timezone);
  if (Number.isFinite(instant) && instant > now && instant < now + 366 * DAY) return instant;
  throw new AppError("invalid", "Choose a time within the next year.", { key: "error.snooze" });
}

function localInstant(local: string, timezone: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timezone).epochMilliseconds;
  } catch {
    return Number.NaN;
  }
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languageNames, text);
}
