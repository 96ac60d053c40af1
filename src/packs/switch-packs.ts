import { fold } from "../bot/fold.ts";
import { insertSample } from "../rehearsals/sample-rows.ts";
import type { SampleTurn } from "../rehearsals/samples.ts";
import { insertContactField, listContactFields } from "../contacts/contact-fields.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Flow } from "../flows/flow.ts";
import { archiveFlow, insertFlow, publishFlow } from "../flows/flows.ts";
import { archiveIncident, insertIncident, unarchiveIncident } from "../incidents/incidents.ts";
import { fillDialogue, fillIncident, isWorthwhile } from "./fill-pack.ts";
import type { Pack, PackSample, PackValues } from "./pack.ts";

/** What a pack has made and is not put away. */
export interface Installed {
  flows: { id: number; name: string }[];
  incidents: { id: number; name: string }[];
}

/** By the packs' keys; a pack without anything is not in it. */
export async function listInstalled(db: Db): Promise<Map<string, Installed>> {
  const found = new Map<string, Installed>();
  for (const table of ["flows", "incidents"] as const) {
    const rows = await db
      .selectFrom(table)
      .select(["id", "name", "pack"])
      .where("pack", "is not", null)
      .where("archived_at", "is", null)
      .orderBy("id")
      .execute();
    for (const { id, name, pack } of rows) {
      const own = found.get(pack ?? "") ?? { flows: [], incidents: [] };
      own[table].push({ id, name });
      found.set(pack ?? "", own);
    }
  }
  return found;
}

/** Who switches, when, and the language in which the business reads its own names of things. */
export interface SwitchedBy {
  by: number | null;
  language: Language;
  now: Instant;
}

/**
 * Makes the pack's flows (published), incidents and tests; false where it is on already.
 * @throws AppError `invalid`.
 */
export async function switchPackOn(
  tx: Tx,
  pack: Pack,
  values: PackValues,
  { by, language, now }: SwitchedBy,
): Promise<boolean> {
  if ((await listInstalled(tx)).has(pack.key)) return false;
  const keys = await ensureContactFields(tx, pack, language, now);
  const flowIds = new Map<string, number>();
  for (const dialogue of pack.dialogues) {
    if (!isWorthwhile(pack, dialogue.key, values)) continue;
    const flow = withFieldKeys(fillDialogue(pack, dialogue, values), keys);
    const row = await insertFlow(
      tx,
      {
        name: dialogue.name[language],
        description: pack.about[language],
        flow,
        pack: pack.key,
      },
      now,
    );
    await publishFlow(tx, row.id, { by, note: pack.name[language] }, now);
    flowIds.set(dialogue.key, row.id);
  }
  for (const incident of pack.incidents) {
    const flowId = incident.dialogue ? (flowIds.get(incident.dialogue) ?? null) : null;
    if (incident.dialogue && flowId === null) continue;
    const input = fillIncident(pack, incident, values, language, flowId);
    if (input) await insertIncident(tx, input, by, now, { pack: pack.key });
  }
  const [flowId = null] = flowIds.values();
  for (const sample of playable(pack, values)) {
    const name = sample.name[language];
    await insertSample(tx, { name, language, flowId, turns: turnsOf(sample, language) }, now);
  }
  return true;
}

/** Puts away what the pack has made; dialogues that are going on finish. */
export async function switchPackOff(
  tx: Tx,
  { key }: Pack,
  { by, now }: Pick<SwitchedBy, "by" | "now">,
): Promise<Installed> {
  const installed = (await listInstalled(tx)).get(key) ?? { flows: [], incidents: [] };
  for (const { id } of installed.incidents) await archiveIncident(tx, id, by, now);
  for (const { id } of installed.flows) await archiveFlow(tx, id, true, now);
  await archiveSamples(tx, installed.flows, now);
  return installed;
}

/** Its tests go and come with it. */
async function archiveSamples(
  tx: Tx,
  flows: readonly { id: number }[],
  archivedAt: Instant | null,
): Promise<void> {
  const ids = flows.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx
    .updateTable("bot_samples")
    .set({ archived_at: archivedAt })
    .where("flow_id", "in", ids)
    .execute();
}

/** Takes out again what was put away. Ids that are not the pack's are left alone. */
export async function bringPackBack(
  tx: Tx,
  { key }: Pack,
  { flows, incidents }: { flows: readonly number[]; incidents: readonly number[] },
  { by, now }: Pick<SwitchedBy, "by" | "now">,
): Promise<void> {
  if ((await listInstalled(tx)).has(key)) return;
  const own = async (table: "flows" | "incidents", ids: readonly number[]) =>
    ids.length === 0
      ? []
      : tx.selectFrom(table).select("id").where("pack", "=", key).where("id", "in", ids).execute();
  const ownFlows = await own("flows", flows);
  for (const { id } of ownFlows) await archiveFlow(tx, id, false, now);
  await archiveSamples(tx, ownFlows, null);
  for (const { id } of await own("incidents", incidents)) await unarchiveIncident(tx, id, by, now);
}

/** The conversations that what is filled in allows. */
export function playable(
  { samples }: Pack,
  { lines, texts, connectionId }: PackValues,
): PackSample[] {
  const own = connectionId === null ? "none" : "asked";
  return samples.filter(
    ({ needs = [], system = own }) =>
      system === own && needs.every((key) => lines[key] ?? Object.values(texts[key] ?? {})[0]),
  );
}

/** A sample as the test bench keeps it. */
export function turnsOf({ turns }: PackSample, language: Language): SampleTurn[] {
  return turns.map(({ say, isPhoto, lookUps, outcome, contains }) => ({
    say: say[language],
    ...(isPhoto ? { isPhoto } : {}),
    ...(lookUps ? { lookUps } : {}),
    expect: {
      ...(outcome ? { outcome } : {}),
      ...(contains ? { contains: [contains[language]] } : {}),
    },
  }));
}

/** The keys of the own fields of contacts that the pack fills; those that are not there are made. */
async function ensureContactFields(
  tx: Tx,
  { contactFields = [] }: Pack,
  language: Language,
  now: Instant,
): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const { name, label } of contactFields) {
    const names = new Set([name, ...Object.values(label)].map(fold));
    const known = (await listContactFields(tx)).find(
      (field) => names.has(fold(field.label)) || field.key === name,
    );
    const field =
      known ??
      (await insertContactField(tx, { label: label[language], type: "text", choices: [] }, now));
    keys.set(name, field.key);
  }
  return keys;
}

function withFieldKeys(flow: Flow, keys: ReadonlyMap<string, string>): Flow {
  if (keys.size === 0) return flow;
  const steps = flow.steps.map((step) =>
    step.kind === "set"
      ? {
          ...step,
          changes: step.changes.map((change) =>
            change.set === "contact-field"
              ? { ...change, name: keys.get(change.name) ?? change.name }
              : change,
          ),
        }
      : step,
  );
  return { ...flow, steps };
}
