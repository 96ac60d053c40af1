import { checkSamples } from "../rehearsals/check-samples.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import type { IncidentInput } from "./incident.ts";
import { insertIncident, switchIncident, updateIncident } from "./incidents.ts";
import { restoreIncidentVersion } from "./incident-versions.ts";

/** What is about to be done, so that the sample conversations can be played as if it were. */
export type Planned =
  { save: IncidentInput; id: number | null } | { switchOn: number } | { restore: number };

/**
 * Plays the sample conversations with the change made; nothing of it is kept. What leaves an
 * incident switched off is not asked for.
 * @throws AppError `conflict` that names those that go wrong, `not-found`, `invalid`.
 */
export async function requireGreen(recado: Recado, planned: Planned): Promise<void> {
  if ("save" in planned && !planned.save.enabled) return;
  const prepare = (tx: Tx, now: Instant) => make(tx, planned, now);
  const played = await checkSamples(recado, { prepare });
  const names = played.filter(({ result }) => result.isRed).map(({ row }) => `“${row.name}”`);
  if (names.length === 0) return;
  throw new AppError(
    "conflict",
    `Sample conversations would go wrong: ${names.join(", ")}. Put them right, or save it switched off.`,
    { key: "incident.red", values: { names: names.join(", ") } },
  );
}

async function make(tx: Tx, planned: Planned, now: Instant): Promise<void> {
  if ("switchOn" in planned) await switchIncident(tx, planned.switchOn, true, null, now);
  else if ("restore" in planned) await restoreIncidentVersion(tx, planned.restore, null, now);
  else if (planned.id === null) await insertIncident(tx, planned.save, null, now);
  else await updateIncident(tx, planned.id, planned.save, null, now);
}
