import type { Db, Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Flow, Step } from "./flow.ts";
import { draftOf, type FlowRow, getFlow, getFlowVersion, insertFlow } from "./flows.ts";
import { readFlow } from "./read-flow.ts";
import { refuse } from "./read-json.ts";

/** A flow as a file: what it names elsewhere in the desk it names by name, and no secret is in it. */
export interface FlowFile {
  recado: "flow";
  version: 1;
  name: string;
  description: string;
  flow: object;
}

const LARGEST = 1_000_000;

/** Parts of steps that name something of the desk by its id, and what a file calls them. */
const named = { connectionId: "connection", flowId: "flow", teamId: "team" } as const;
type NamedKey = keyof typeof named;
const keys = Object.keys(named) as NamedKey[];

type Names = Record<NamedKey, { id: number; name: string }[]>;

/** The draft, or a published version. Files are not in it. @throws AppError `not-found`. */
export async function exportFlow(db: Db, id: number, version?: number): Promise<FlowFile> {
  const row = await getFlow(db, id);
  const flow =
    version === undefined
      ? draftOf(row)
      : (JSON.parse((await getFlowVersion(db, id, version)).definition) as Flow);
  const names = await listNames(db);
  const steps = flow.steps.map((step) => withNames(step, names));
  const { name, description } = row;
  return { recado: "flow", version: 1, name, description, flow: { ...flow, steps } };
}

/**
 * A draft from a file that anybody may have written. What it names and the desk does not have is
 * left open, for the editor to say. @throws AppError `invalid` that names the place.
 */
export async function importFlow(tx: Tx, file: string, now: Instant): Promise<FlowRow> {
  const { name, description, flow } = await readFlowFile(tx, file);
  return insertFlow(tx, { name, description, flow }, now);
}

async function readFlowFile(
  db: Db,
  file: string,
): Promise<{ name: string; description: string; flow: Flow }> {
  if (file.length > LARGEST) refuse("", `at most ${LARGEST} characters`);
  const parts = parse(file);
  if (parts.recado !== "flow") refuse("recado", "“flow” is expected");
  if (parts.version !== 1) refuse("version", "1 is expected");
  const odd = Object.keys(parts).find(
    (key) => !["recado", "version", "name", "description", "flow"].includes(key),
  );
  if (odd !== undefined) refuse(odd.slice(0, 40), "nothing of this name is known");
  const { name, description = "" } = parts;
  if (typeof name !== "string" || !name.trim() || name.length > 80)
    return refuse("name", "a name of at most 80 characters is expected");
  if (typeof description !== "string" || description.length > 500)
    return refuse("description", "at most 500 characters");
  const names = await listNames(db);
  return { name, description, flow: readFlow(withIds(parts.flow, names)) };
}

function parse(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(file);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new AppError("invalid", "This is no JSON file of a flow.", { key: "flow.file.no-json" });
}

async function listNames(db: Db): Promise<Names> {
  return {
    connectionId: await db
      .selectFrom("flow_connections")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .execute(),
    flowId: await db
      .selectFrom("flows")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .execute(),
    teamId: await db.selectFrom("teams").select(["id", "name"]).execute(),
  };
}

function withNames(step: Step, names: Names): object {
  const { assetId: _, ...rest } = step as Step & { assetId?: number };
  const parts: Record<string, unknown> = { ...rest };
  for (const key of keys) {
    if (!Object.hasOwn(parts, key)) continue;
    const id = parts[key];
    delete parts[key];
    parts[named[key]] = names[key].find((one) => one.id === id)?.name ?? null;
  }
  return parts;
}

/** The other way round; ids in a file would be those of another desk. */
function withIds(flow: unknown, names: Names): unknown {
  const steps = (flow as { steps?: unknown } | null)?.steps;
  if (!Array.isArray(steps)) return flow;
  return { ...(flow as object), steps: steps.map((step, index) => withId(step, index, names)) };
}

function withId(step: unknown, index: number, names: Names): unknown {
  if (typeof step !== "object" || step === null) return step;
  const parts: Record<string, unknown> = { ...step };
  for (const key of [...keys, "assetId"])
    if (Object.hasOwn(parts, key)) refuse(`flow.steps.${index}.${key}`, "a name stands in a file");
  for (const key of keys) {
    const as = named[key];
    if (!Object.hasOwn(parts, as)) continue;
    const name = parts[as];
    delete parts[as];
    if (name !== null && typeof name !== "string")
      refuse(`flow.steps.${index}.${as}`, "a name is expected");
    const wanted = String(name ?? "")
      .trim()
      .toLocaleLowerCase();
    const id = names[key].find((one) => one.name.toLocaleLowerCase() === wanted)?.id;
    if (id !== undefined) parts[key] = id;
    else if (key !== "teamId") parts[key] = null;
  }
  return parts;
}
