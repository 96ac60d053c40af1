import { listPurposes } from "../consent/purposes.ts";
import { type ConsentState, listConsentStates } from "../consent/states.ts";
import type { Db } from "../db/open.ts";
import type { ConsentEvent, Instant } from "../db/schema.ts";

/** What holds for one purpose of a contact. */
export interface StateOfPurpose {
  key: string;
  name: string;
  state: ConsentState;
  /** What came last, where nothing holds: asked for and not answered, or run out. */
  pending: "requested" | "expired" | null;
  /** When the last record happened; null: there is none. */
  since: Instant | null;
  /** When a consent that is given runs out. */
  until: Instant | null;
}

/** Every purpose that the business asks for, and those of before that the person has a record of. */
export async function readStates(
  db: Db,
  contactId: number,
  names: ReadonlyMap<string, string>,
  now: Instant,
): Promise<StateOfPurpose[]> {
  const states = (await listConsentStates(db, [contactId], now)).get(contactId) ?? {};
  const rows = await db
    .selectFrom("consent_states")
    .select(["purpose", "event", "event_at", "expires_at"])
    .where("contact_id", "=", contactId)
    .execute();
  const known = new Map(rows.map((row) => [row.purpose, row]));
  const purposes = await listPurposes(db);
  return purposes
    .filter(({ key, retired_at }) => retired_at === null || known.has(key))
    .map(({ key }) => {
      const row = known.get(key);
      const state = states[key] ?? "none";
      return {
        key,
        name: names.get(key) ?? key,
        state,
        pending: state === "none" ? pendingOf(row?.event) : null,
        since: row?.event_at ?? null,
        until: state === "given" ? (row?.expires_at ?? null) : null,
      };
    });
}

function pendingOf(event: ConsentEvent | undefined): StateOfPurpose["pending"] {
  // A consent whose time is over counts as run out before the record says so.
  if (event === "given" || event === "expired") return "expired";
  return event === "requested" ? event : null;
}
