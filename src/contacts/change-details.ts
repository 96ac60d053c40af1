import type { Tx } from "../db/open.ts";
import type { Flag, Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { zoneNames } from "../users/guess-zone.ts";
import { type ContactRow, updateContact } from "./contacts.ts";

/** What a business knows of a contact besides name and language; what is missing stays. */
export interface ContactDetails {
  isVip?: boolean;
  /** In hundredths of the business's currency. */
  value?: number | null;
  /** IANA zone; null: guessed from the phone's country. */
  timezone?: string | null;
  managerId?: number | null;
}

/** @throws AppError `invalid` for a zone or a person that doesn't exist. */
export async function changeDetails(
  tx: Tx,
  contact: ContactRow,
  details: ContactDetails,
  now: Instant,
): Promise<ContactRow> {
  const { isVip, value, timezone, managerId } = details;
  if (timezone && !zoneNames().includes(timezone))
    throw new AppError("invalid", `timezone: "${timezone}" is no IANA zone.`, {
      key: "field.timezone",
    });
  if (managerId && managerId !== contact.manager_id) await requireManager(tx, managerId);
  return updateContact(
    tx,
    contact,
    {
      ...(isVip === undefined ? {} : { is_vip: (isVip ? 1 : 0) as Flag }),
      ...(value === undefined ? {} : { value }),
      ...(timezone === undefined ? {} : { timezone }),
      ...(managerId === undefined ? {} : { manager_id: managerId }),
    },
    now,
  );
}

async function requireManager(tx: Tx, id: number): Promise<void> {
  const user = await tx
    .selectFrom("users")
    .select("id")
    .where("id", "=", id)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  if (!user)
    throw new AppError("invalid", `manager_id: nobody active has the id ${id}.`, {
      key: "error.no-user",
    });
}
