import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { OpeningHours } from "../bot/opening-hours.ts";

/** Every setting that pages can change, with its shape. Secrets are sealed (secrets.ts). */
export interface Settings {
  business: Business | null;
  bot: BotSettings;
  meta: MetaSettings;
  /** Milliseconds: a message within this time after resolution reopens the ticket (PRODUCT 13). */
  threadingInterval: number;
  /** The keys that push services know this desk by; null before the first use. */
  push: { publicKey: string; privateKey: string } | null;
  mail: MailSettings;
  /** Whether the first rule that matches is the only one to act, or each that does. */
  routing: { mode: "first" | "all" };
  /** The four-step checklist of the first run. */
  checklist: { isDismissed: boolean };
  /** Of the desk as of the last start, for links in messages; not set by anybody: known to this machine alone. */
  address: { url: string; isSet: boolean } | null;
  /** The key that logs are signed with (proof/signer.ts); the private half is sealed. Made at the first start. */
  signing: {
    logId: string;
    publicKey: string;
    privateKey: string;
    /** What was signed with before (`recado consent new-key`). */
    former?: { logId: string; publicKey: string }[];
  } | null;
  privacy: PrivacySettings;
  /** Where copies of checkpoints go: the owners, if there is a mail server, and an https address (proof/send-copies.ts). */
  checkpointCopies: { mailsOwners: boolean; url: string | null };
  consent: ConsentSettings;
  retention: RetentionSettings;
}

/** Whose rules the business follows, and how it keeps them (PRODUCT 38 to 45). */
export interface PrivacySettings {
  /** Two letters of a profile (privacy/jurisdictions.ts); null: not chosen yet. */
  jurisdiction: string | null;
  /** Who is responsible, where it is not the business's name; and how they are reached. */
  controller: string;
  contact: string;
  /** What a STOP ends; absent: all that the business starts (privacy/jurisdictions.ts, stopEnds). */
  stopEnds?: "all" | "marketing";
  /** Months that evidence is kept after a consent ended, at least 24; absent: 24. */
  evidenceMonths?: number;
}

/** How consent is asked for and ended in the chat (PRODUCT 38, 39). */
export interface ConsentSettings {
  /** The words that count as a whole message; null: those of consent/stop-words.ts. Those that records name always count. */
  stopWords: string[] | null;
  startWords: string[] | null;
  /** Who comes from an ad is asked for consent to marketing. */
  asksAds: boolean;
  /** Name of a template that is no marketing → the purpose it serves; absent: it answers what was asked. */
  templatePurposes: Record<string, string>;
}

/** How long each kind of data is kept (PRODUCT 43). */
export interface RetentionSettings {
  /** Nothing is archived or deleted before somebody has seen what would be, and switched it on. */
  isOn: boolean;
  /** When it was switched on: the first run is in the night after. */
  onAt?: Instant;
  /** By kind of retention/kinds.ts, in days; null: for ever; absent: as usual. */
  days: Record<string, number | null>;
  /** Of `days`; a rehearsal from before it shows nothing. */
  changedAt: Instant | null;
}

export interface Business {
  name: string;
  language: Language;
  /** IANA zone. */
  timezone: string;
  /** Two-letter country, guessed from the zone; decides how national numbers read. */
  country: string | null;
}

export interface BotSettings {
  isEnabled: boolean;
  /** Answer to a first contact; empty: none. */
  greeting: Partial<Record<Language, string>>;
  /** Answer outside the opening hours; empty: none. */
  away: Partial<Record<Language, string>>;
  /** Null: always open. */
  hours: OpeningHours | null;
  /** Where there are hours: open on the country's public holidays, too. Absent: closed. */
  isOpenOnHolidays?: boolean;
  /** Words that bring a person, besides the built-in ones. */
  handOverWords: string[];
  /** When the bot gives up and stops; absent: `botLimits` of bot/limits.ts. */
  limits?: BotLimits;
  /** Simulated customers talk to the drafts of flows. Absent: to what is published. */
  simulatesDrafts?: boolean;
}

export interface BotLimits {
  /** Messages in a row that it did not understand, until a person comes; 1 to 10. */
  misses: number;
  /** Minutes that a customer whom it did not understand waits for a person; 1 to 60. */
  unresolvedMinutes: number;
  /** Its answers on one thread within `withinMinutes`, after which it is silent: two bots end here. */
  answers: number;
  withinMinutes: number;
}

/** The server that e-mail leaves by. No host: nothing is mailed. */
export interface MailSettings {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  user: string;
  /** Sealed. */
  password: string | null;
  from: string;
}

/** What `Settings → Channel` keeps; the environment wins over each. */
export interface MetaSettings {
  appId: string | null;
  appSecret: string | null;
  verifyToken: string | null;
  accessToken: string | null;
}

const defaults: Settings = {
  business: null,
  bot: { isEnabled: true, greeting: {}, away: {}, hours: null, handOverWords: [] },
  meta: { appId: null, appSecret: null, verifyToken: null, accessToken: null },
  threadingInterval: 24 * 60 * 60 * 1000,
  push: null,
  mail: { host: "", port: 587, security: "starttls", user: "", password: null, from: "" },
  routing: { mode: "first" },
  checklist: { isDismissed: false },
  address: null,
  signing: null,
  privacy: { jurisdiction: null, controller: "", contact: "" },
  checkpointCopies: { mailsOwners: true, url: null },
  consent: { stopWords: null, startWords: null, asksAds: false, templatePurposes: {} },
  retention: { isOn: false, days: {}, changedAt: null },
};

export async function getSetting<K extends keyof Settings>(db: Db, key: K): Promise<Settings[K]> {
  const row = await db
    .selectFrom("settings")
    .select("value")
    .where("key", "=", key)
    .executeTakeFirst();
  return row ? (JSON.parse(row.value) as Settings[K]) : defaults[key];
}

export async function saveSetting<K extends keyof Settings>(
  tx: Tx,
  key: K,
  value: Settings[K],
  now: Instant,
): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: now };
  await tx
    .insertInto("settings")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}
