import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "./settings.ts";
import type { TimeStyle } from "./time-text.ts";

/** Dates follow the business's zone and the reader's language. */
export async function timeStyleOf(recado: Recado, language: Language): Promise<TimeStyle> {
  return { language, timezone: await timezoneOf(recado.db), now: recado.clock.now() };
}

async function timezoneOf(db: Db): Promise<string> {
  return (await getSetting(db, "business"))?.timezone ?? "UTC";
}
