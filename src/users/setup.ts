import { MINUTE } from "../clock.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { hashToken, randomToken } from "../settings/secrets.ts";
import { saveSetting } from "../settings/settings.ts";
import { countryOfZone } from "./guess-zone.ts";
import { hasUsers, insertUser } from "./users.ts";

const LIFETIME = 30 * MINUTE;

/** What the first owner says of the business. */
export interface FirstSetup {
  business: string;
  name: string;
  email: string;
  passwordHash: string;
  language: Language;
  timezone: string;
}

/** A one-time link's token: 256 bits, half an hour; it replaces any earlier one. @throws AppError `conflict`. */
export async function insertSetupLink(tx: Tx, now: Instant): Promise<string> {
  await requireNobody(tx);
  const token = randomToken();
  await tx.deleteFrom("setup_links").execute();
  await tx
    .insertInto("setup_links")
    .values({ token_hash: hashToken(token), created_at: now, expires_at: now + LIFETIME })
    .execute();
  return token;
}

/** Found by its hash, so the comparison tells nothing about the token. */
export async function isSetupToken(db: Db, token: string, now: Instant): Promise<boolean> {
  const link = await db
    .selectFrom("setup_links")
    .select("id")
    .where("token_hash", "=", hashToken(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return link !== undefined;
}

/**
 * Makes business and first owner, once: of a hundred at the same time one wins.
 * Installs no rule, greeting, away text or hours.
 * @returns the owner's id. @throws AppError `conflict` when it was done before.
 */
export async function setUp(tx: Tx, setup: FirstSetup, now: Instant): Promise<number> {
  await requireNobody(tx);
  const name = setup.business.trim();
  if (!name || name.length > 120)
    throw new AppError("invalid", "Give the business a name of at most 120 characters.");
  requireTimezone(setup.timezone);
  const { passwordHash, language, email } = setup;
  const owner = await insertUser(
    tx,
    { email, name: setup.name, role: "owner", passwordHash, language },
    now,
  );
  await saveSetting(
    tx,
    "business",
    { name, language, timezone: setup.timezone, country: countryOfZone(setup.timezone) },
    now,
  );
  await tx.deleteFrom("setup_links").execute();
  return owner;
}

async function requireNobody(db: Db): Promise<void> {
  if (!(await hasUsers(db))) return;
  throw new AppError(
    "conflict",
    "Recado is set up already. Sign in, or add people with: recado user add",
  );
}

/** @throws AppError `invalid` when it is no IANA zone. */
export function requireTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
  } catch {
    throw new AppError(
      "invalid",
      `"${timezone}" is not a time zone. Give one such as Europe/Paris.`,
    );
  }
}
