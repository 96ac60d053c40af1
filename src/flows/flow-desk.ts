import { textIn, listServices } from "../bookings/services.ts";
import { listContactFields } from "../contacts/contact-fields.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { listTeams } from "../routing/teams.ts";
import { getSetting } from "../settings/settings.ts";
import { listConnections } from "./connections.ts";
import type { KnownDesk } from "./flow-problems.ts";
import { listFlows } from "./flows.ts";

interface Named {
  id: number;
  name: string;
}

/** What there is for a flow to speak of, by name: for its editor's selects and sentences. */
export interface FlowDesk {
  /** The business's. */
  language: Language;
  connections: Named[];
  /** Published ones, switched on or not. */
  flows: Named[];
  teams: Named[];
  fields: { key: string; label: string }[];
  services: string[];
  assets: { id: number; filename: string }[];
}

const MOST_ASSETS = 500;

/** `language` stands in before set-up has named the business's. */
export async function readFlowDesk(db: Db, language: Language): Promise<FlowDesk> {
  const business = await getSetting(db, "business");
  const own = business?.language ?? language;
  const flows = (await listFlows(db)).filter((flow) => flow.published_version !== null);
  const services = await listServices(db);
  return {
    language: own,
    connections: await listConnections(db),
    flows,
    teams: await listTeams(db),
    fields: await listContactFields(db),
    services: services.map((service) => textIn(service.name, own, own)).filter(Boolean),
    assets: await listAssetNames(db),
  };
}

/** The newest first. */
async function listAssetNames(db: Db): Promise<FlowDesk["assets"]> {
  return db
    .selectFrom("assets")
    .select(["id", "filename"])
    .orderBy("id", "desc")
    .limit(MOST_ASSETS)
    .execute();
}

/** The same, as flowProblems asks for it. */
export function knownOf(desk: FlowDesk): KnownDesk {
  const idsOf = (rows: readonly Pick<Named, "id">[]) => new Set(rows.map(({ id }) => id));
  return {
    language: desk.language,
    flowIds: idsOf(desk.flows),
    connectionIds: idsOf(desk.connections),
    teamIds: idsOf(desk.teams),
    fieldKeys: new Set(desk.fields.map(({ key }) => key)),
    services: new Set(desk.services),
  };
}
