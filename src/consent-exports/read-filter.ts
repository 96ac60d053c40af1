import { canonicalPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import { listPurposeKeys } from "../consent/purposes.ts";
import { AppError } from "../http/errors.ts";
import { getSetting } from "../settings/settings.ts";
import type { ExportFilter } from "./filter.ts";

/** As typed: days of the business's zone or whole instants; a person by number or by our id. */
export interface TypedFilter {
  from?: string | null;
  to?: string | null;
  purpose?: string | null;
  contact?: string | null;
}

/** @throws AppError `invalid` that names what cannot be read, or `not-found` for a person we do not know. */
export async function readFilter(db: Db, typed: TypedFilter): Promise<ExportFilter> {
  const zone = (await getSetting(db, "business"))?.timezone ?? "UTC";
  const from = typed.from ? instantOf("from", typed.from, zone, 0) : undefined;
  const to = typed.to ? instantOf("to", typed.to, zone, 1) : undefined;
  if (from !== undefined && to !== undefined && from >= to)
    throw new AppError("invalid", "to: give a day that is not before from.", {
      key: "exports.problem.period",
    });
  const purpose = typed.purpose || undefined;
  if (purpose !== undefined && !(await listPurposeKeys(db)).includes(purpose))
    throw new AppError("invalid", `purpose: there is none called "${purpose.slice(0, 40)}".`);
  const contactId = typed.contact ? await findPerson(db, typed.contact) : undefined;
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(purpose !== undefined && { purpose }),
    ...(contactId !== undefined && { contact_id: contactId }),
  };
}

/** A day begins at midnight there; `days` later. ISO 8601 in UTC. */
function instantOf(name: string, text: string, zone: string, days: number): string {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) {
      const { epochMilliseconds } = Temporal.PlainDate.from(text)
        .add({ days })
        .toZonedDateTime(zone);
      return new Date(epochMilliseconds).toISOString();
    }
    return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString();
  } catch {
    throw new AppError("invalid", `${name}: give a day such as 2026-09-21.`, {
      key: "exports.problem.period",
    });
  }
}

/** Ids are short; whatever has the length of a number with its country code is one. */
async function findPerson(db: Db, text: string): Promise<number> {
  const isId = /^\d{1,7}$/.test(text.trim());
  const phone = isId ? null : canonicalPhone(text.trim());
  const row = isId
    ? await db.selectFrom("contacts").select("id").where("id", "=", Number(text)).executeTakeFirst()
    : await db
        .selectFrom("contact_identities")
        .select("contact_id as id")
        .where("kind", "=", "phone")
        .where("value", "=", phone ?? "")
        .executeTakeFirst();
  if (row) return row.id;
  throw new AppError("not-found", "contact: there is nobody with this number or id.", {
    key: "exports.problem.contact",
  });
}
