import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { getSetting } from "../settings/settings.ts";
import type { Action } from "./actions.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type Condition, type Field, type RoutingEvent, routingEvents } from "./conditions.ts";
import { indexPhrases, type PhraseIndex } from "./phrase-index.ts";
import { leavesOf } from "./read-rule.ts";
import { listRoutingRules, type RoutingRuleRow } from "./rules.ts";
import { listTeams, type TeamRow } from "./teams.ts";

/** A rule ready to be asked: its JSON is read once per change of the desk. */
export interface LiveRule {
  id: number;
  name: string;
  version: number;
  condition: Condition;
  actions: Action[];
  stops: boolean;
  /** The fields that its condition asks. */
  needs: ReadonlySet<Field>;
}

/** What an event asks: the rules in their order. */
export interface Asked {
  rules: LiveRule[];
  phrases: PhraseIndex;
}

export interface RoutingDesk {
  mode: "first" | "all";
  /** `ticket` has those for `message`, too: a new ticket begins with one. */
  asked: Record<RoutingEvent, Asked>;
  rulesById: ReadonlyMap<number, LiveRule>;
  calendars: Calendars;
  teams: readonly TeamRow[];
  ownFields: readonly { id: number; key: string; type: string }[];
}

/** By "business" or a team's id as text. */
export type Calendars = ReadonlyMap<string, Calendar>;

const keptByDesk = new WeakMap<DeskRules, RoutingDesk>();
const keptByVersion = new WeakMap<Db, { version: number; routing: RoutingDesk }>();
const findVersion = hot((db, _: object) => db.selectFrom("desk_version").select("version"));

/** The rules of the desk's settings that are at hand; read once for each of them. */
export async function routingOf(db: Db, desk: DeskRules): Promise<RoutingDesk> {
  const known = keptByDesk.get(desk);
  if (known) return known;
  const routing = await readRoutingDesk(db);
  keptByDesk.set(desk, routing);
  return routing;
}

/** Read anew only when rules, teams, fields or settings were changed, by any process. */
export async function readRoutingDesk(db: Db): Promise<RoutingDesk> {
  const [row] = await findVersion(db, {});
  const version = row?.version ?? 0;
  const known = keptByVersion.get(db);
  if (known?.version === version) return known.routing;
  const rows = (await listRoutingRules(db)).filter((rule) => rule.is_enabled === 1);
  const routing = await compileDesk(db, rows);
  keptByVersion.set(db, { version, routing });
  return routing;
}

/** The desk with these rules in place of the live ones. */
export async function compileDesk(
  db: Db,
  rows: readonly Omit<RoutingRuleRow, "created_at" | "updated_at" | "hit_count">[],
): Promise<RoutingDesk> {
  const teams = await listTeams(db);
  const calendars = new Map([["business", await calendarOf(db, null)]]);
  for (const team of teams) calendars.set(String(team.id), await calendarOf(db, team));
  const events = new Map(rows.map((row) => [row.id, JSON.parse(row.events) as RoutingEvent[]]));
  const rules = rows.map(liveRule);
  const askedFor = (...of: RoutingEvent[]) =>
    askedBy(rules.filter(({ id }) => events.get(id)?.some((event) => of.includes(event))));
  return {
    mode: (await getSetting(db, "routing")).mode,
    asked: Object.fromEntries(
      routingEvents.map((event) => [
        event,
        event === "ticket" ? askedFor("ticket", "message") : askedFor(event),
      ]),
    ) as Record<RoutingEvent, Asked>,
    rulesById: new Map(rules.map((rule) => [rule.id, rule])),
    calendars,
    teams,
    ownFields: await db.selectFrom("contact_fields").select(["id", "key", "type"]).execute(),
  };
}

function liveRule(row: Omit<RoutingRuleRow, "created_at" | "updated_at" | "hit_count">): LiveRule {
  const condition = JSON.parse(row.condition) as Condition;
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    condition,
    needs: needsOf([condition]),
    actions: JSON.parse(row.actions) as Action[],
    stops: row.stops === 1,
  };
}

function askedBy(rules: LiveRule[]): Asked {
  const conditions = rules.map((rule) => rule.condition);
  return { rules, phrases: indexPhrases(conditions) };
}

/** The fields that conditions ask. */
export function needsOf(conditions: readonly Condition[]): Set<Field> {
  return new Set(conditions.flatMap((one) => [...leavesOf(one)].map((leaf) => leaf.field)));
}
