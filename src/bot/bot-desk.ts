import type { Db } from "../db/open.ts";
import type { Flow } from "../flows/flow.ts";
import { flowOfIncident } from "../incidents/incident-flow.ts";
import { incidentSources, listLiveIncidents } from "../incidents/incident-sources.ts";
import type { IncidentTerms } from "../incidents/incident.ts";
import type { DeskRules } from "../inbox/stored-message.ts";
import { articleSources } from "../knowledge/answer-with-article.ts";
import {
  compileIntents,
  type CompiledIntents,
  type IntentSource,
} from "../understanding/intents.ts";

/** An incident that is switched on, ready to be run. */
export interface LiveIncident {
  id: number;
  name: string;
  version: number;
  flow: Flow;
  escalation: IncidentTerms["escalation"];
}

/** What the bot understands besides keyword rules; compiled once per change of the desk. */
export interface BotDesk {
  intents: CompiledIntents;
  /** How many incidents and articles can be meant. */
  asked: number;
  incidents: ReadonlyMap<number, LiveIncident>;
  /** By "incident:12", "article:5": how customers say it. */
  sources: ReadonlyMap<string, IntentSource>;
  /** Whether it understands more than keywords: only then it says that it did not understand. */
  understands: boolean;
}

const kept = new WeakMap<DeskRules, BotDesk>();

export async function botDeskOf(db: Db, desk: DeskRules): Promise<BotDesk> {
  const known = kept.get(desk);
  if (known) return known;
  const read = await readBotDesk(db, desk);
  kept.set(desk, read);
  return read;
}

async function readBotDesk(db: Db, { business }: DeskRules): Promise<BotDesk> {
  const rows = await listLiveIncidents(db);
  const incidents = new Map<number, LiveIncident>();
  for (const row of rows) {
    const { id, name, version } = row;
    const { escalation } = JSON.parse(row.terms) as IncidentTerms;
    const flow = await flowOfIncident(db, row, business.language);
    incidents.set(id, { id, name, version, flow, escalation });
  }
  const sources = [...incidentSources(rows), ...(await articleSources(db))];
  return {
    intents: compileOnce(sources),
    asked: sources.length,
    incidents,
    sources: new Map(sources.map((source) => [source.id, source])),
    understands: sources.length > 0,
  };
}

/** The last that were compiled, here and in rehearsals: most changes of the desk leave them as they are. */
const compiled = new Map<string, CompiledIntents>();
const MOST_COMPILED = 3;

function compileOnce(sources: readonly IntentSource[]): CompiledIntents {
  const key = new Bun.CryptoHasher("sha256").update(JSON.stringify(sources)).digest("hex");
  const intents = compiled.get(key) ?? compileIntents(sources);
  compiled.delete(key);
  compiled.set(key, intents);
  for (const old of compiled.keys()) {
    if (compiled.size <= MOST_COMPILED) break;
    compiled.delete(old);
  }
  return intents;
}
