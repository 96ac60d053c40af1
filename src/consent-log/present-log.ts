import type { LogItem } from "../../views/consent/log-list.tsx";
import { listContacts } from "../contacts/list-contacts.ts";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import type { LogRow } from "./log-rows.ts";

/** One line of the log for people. */
export function logItemOf(
  row: Pick<
    LogRow,
    "seq" | "name" | "reference" | "is_simulated" | "purpose" | "event" | "method" | "recorded_at"
  >,
  names: ReadonlyMap<string, string>,
  { can }: Pick<Me, "can">,
  style: TimeStyle,
): LogItem {
  return {
    seq: row.seq,
    person: row.name === null ? null : showName(row.name, can("phones")),
    reference: row.reference.slice(0, 8),
    isSimulated: row.is_simulated === 1,
    purpose: names.get(row.purpose) ?? row.purpose,
    event: row.event,
    method: row.method,
    time: timeText(row.recorded_at, style),
  };
}

/** More people than these are not searched by: the words say too little. */
const MOST_PEOPLE = 200;

/** Whose records the words of the filter mean; null: everybody's. */
export async function findPeople(
  db: Db,
  words: string,
  { can }: Pick<Me, "can">,
): Promise<number[] | null> {
  if (!words) return null;
  const wanted = { typed: words, seesPhones: can("phones"), limit: MOST_PEOPLE };
  return (await listContacts(db, wanted)).contacts.map(({ id }) => id);
}
