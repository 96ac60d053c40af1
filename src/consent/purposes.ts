import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

/** What the business may start by itself in any installation; others are its own (consent_purposes). */
export const builtinPurposes = ["marketing", "service_updates", "reviews"] as const;
export type BuiltinPurpose = (typeof builtinPurposes)[number];

const listAll = hot((db, _: object) =>
  db.selectFrom("consent_purposes").selectAll().orderBy("position"),
);

/** All that the business may ask for, in the order it chose; retired ones, too: their records stay. */
export async function listPurposes(db: Db) {
  return listAll(db, {});
}

/** Their keys, such as `marketing`. */
export async function listPurposeKeys(db: Db): Promise<string[]> {
  return (await listPurposes(db)).map(({ key }) => key);
}

export async function findPurpose(db: Db, key: string) {
  return (await listPurposes(db)).find((purpose) => purpose.key === key);
}

/** @throws AppError `not-found`. */
export async function requirePurpose(db: Db, key: string) {
  const purpose = await findPurpose(db, key);
  if (purpose) return purpose;
  throw new AppError("not-found", "There is no purpose with this name.");
}

/** Until when a consent given at `eventAt` lasts by the months of its purpose; null: until it is withdrawn. */
export async function lastsUntil(
  db: Db,
  { purpose, eventAt }: { purpose: string; eventAt: Instant },
): Promise<Instant | null> {
  const months = (await findPurpose(db, purpose))?.expires_months ?? null;
  if (months === null) return null;
  const given = Temporal.Instant.fromEpochMilliseconds(eventAt).toZonedDateTimeISO("UTC");
  return given.add({ months }).epochMilliseconds;
}
