import { sql } from "kysely";
import { getCountries } from "libphonenumber-js/min";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language, Priority, TicketStatus } from "../db/schema.ts";
import { listKnownCategories, listKnownTags } from "../inbox/ticket-choices.ts";
import { listQuickReplies } from "../inbox/quick-replies.ts";
import { listActiveUsers, listAssignableUsers } from "../users/users.ts";
import { listChannels } from "../whatsapp/channels.ts";
import { type Field, routingEvents } from "./conditions.ts";
import {
  type FieldPicker,
  fixedValues,
  type PickSource,
  type Pickers,
  pickersOf,
  type WordSource,
} from "./rule-pickers.ts";

export interface Choice {
  value: string;
  label: string;
}

/** What the pickers of the builder offer, and how its sentences call what rules name by id. */
export interface RuleChoices {
  pickers: Pickers;
  picks: Record<PickSource, Choice[]>;
  words: Record<WordSource, string[]>;
  /** How a word is shown where it is a code: a country. */
  wordLabel(source: WordSource, word: string): string;
}

/** The names alone, for sentences: lists that are short whatever the desk has seen. */
export async function readRuleNames(
  db: Db,
  t: Translate,
  language: Language,
): Promise<RuleChoices> {
  const [teams, people, everybody, channels, policies, replies, own] = await Promise.all([
    db
      .selectFrom("teams")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .orderBy("position")
      .orderBy("id")
      .execute(),
    listAssignableUsers(db),
    listActiveUsers(db),
    listChannels(db),
    db.selectFrom("sla_policies").select(["id", "name"]).orderBy("position").execute(),
    listQuickReplies(db),
    listOwnPickers(db),
  ]);
  const business = { value: "business", label: t("routing.value.business") };
  return {
    pickers: pickersOf(own),
    picks: {
      teams: named(teams),
      people: named(people),
      channels: named(channels),
      policies: named(policies),
      quickReplies: replies.map(({ id, shortcut }) => ({
        value: String(id),
        label: `/${shortcut}`,
      })),
      calendars: [business, ...named(teams)],
      notified: notifiedChoices(t, everybody),
      settable: settableChoices(t, own),
      ...wordChoices(t, language),
    },
    words: { tags: [], categories: [], contactTags: [], zones: [], countries: [], none: [] },
    wordLabel: (source, word) => (source === "countries" ? countryName(word, language) : word),
  };
}

/** With the words in use as suggestions: for the builder. */
export async function readRuleChoices(
  db: Db,
  t: Translate,
  language: Language,
): Promise<RuleChoices> {
  const [names, tags, categories, contactTags] = await Promise.all([
    readRuleNames(db, t, language),
    listKnownTags(db),
    listKnownCategories(db),
    listContactTags(db),
  ]);
  const zones = Intl.supportedValuesOf("timeZone");
  const words = { tags, categories, contactTags, zones, countries: getCountries(), none: [] };
  return { ...names, words };
}

function named(rows: { id: number; name: string }[]): Choice[] {
  return rows.map(({ id, name }) => ({ value: String(id), label: name }));
}

function notifiedChoices(t: Translate, people: { id: number; name: string }[]): Choice[] {
  const roles = ["assignee", "team", "lead", "owner"] as const;
  return [
    ...roles.map((value) => ({ value, label: t(`routing.value.${value}`) })),
    ...people.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
  ];
}

/** What a rule may write down of a customer. */
function settableChoices(t: Translate, own: readonly FieldPicker[]): Choice[] {
  const value = { value: "value", label: t("routing.value.worth") };
  return [value, ...own.map(({ field, label }) => ({ value: field, label: label ?? field }))];
}

function wordChoices(t: Translate, language: Language) {
  const languageName = new Intl.DisplayNames(language, { type: "language" });
  return {
    statuses: fixedValues.statuses.map((value: TicketStatus) => ({
      value,
      label: t(`status.${value}`),
    })),
    priorities: fixedValues.priorities.map((value: Priority) => ({
      value,
      label: t(`priority.${value}`),
    })),
    languages: fixedValues.languages.map((value) => ({
      value,
      label: languageName.of(value) ?? value,
    })),
    events: routingEvents.map((value) => ({ value, label: t(`routing.event.${value}`) })),
    bot: fixedValues.bot.map((value) => ({ value, label: t(`routing.value.${value}`) })),
  };
}

/** "Brazil" for BR; what is no country stays as it was written. */
function countryName(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}

/** Of those given last: what is in use. */
async function listContactTags(db: Db): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    SELECT DISTINCT tag FROM (SELECT tag FROM contact_tags ORDER BY rowid DESC LIMIT 2000)
    ORDER BY tag LIMIT 200`.execute(db);
  return rows.map((row) => row.tag);
}

async function listOwnPickers(db: Db): Promise<FieldPicker[]> {
  const rows = await db.selectFrom("contact_fields").selectAll().orderBy("position").execute();
  return rows.map(({ key, label, type, choices }) => {
    const field: Field = `contact.${key}`;
    if (type === "number") return { field, kind: "number", label };
    if (type === "date") return { field, kind: "choice", label, words: "none", isDate: true };
    const list = JSON.parse(choices) as string[];
    return type === "choice" && list.length > 0
      ? { field, kind: "choice", label, picks: list }
      : { field, kind: "choice", label, words: "none" };
  });
}
