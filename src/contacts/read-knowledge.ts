import type { KnowledgeView } from "../../views/contacts/contact-knowledge.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { getSetting } from "../settings/settings.ts";
import { zoneNames } from "../users/guess-zone.ts";
import { listAssignableUsers } from "../users/users.ts";
import { choicesOf, type ContactFieldRow, listContactFields } from "./contact-fields.ts";
import { listContactValues } from "./contact-values.ts";
import type { ContactRow } from "./contacts.ts";
import { currencyOf, formatMoney, typeMoney } from "./money.ts";

/** The business's currency, guessed from its country. */
export async function readCurrency(db: Db): Promise<string> {
  return currencyOf((await getSetting(db, "business"))?.country);
}

/** A manager sees all tickets of the contact: only who sees all may say who that is. */
export function mayChooseManager(me: Pick<Me, "scope">): boolean {
  return me.scope.kind === "all";
}

/** What stands in the form of a contact's page. */
export async function readKnowledge(
  db: Db,
  contact: ContactRow,
  me: Pick<Me, "scope" | "can" | "language">,
): Promise<KnowledgeView> {
  const [currency, fields, values, people] = await Promise.all([
    readCurrency(db),
    listContactFields(db),
    listContactValues(db, [contact.id]),
    listAssignableUsers(db),
  ]);
  const own = values.get(contact.id) ?? new Map<number, string>();
  const managers = people.map(({ id, name }) => ({ value: String(id), label: name }));
  const managerId = String(contact.manager_id ?? "");
  // Who is deactivated stays until somebody else is chosen.
  if (managerId && !managers.some(({ value }) => value === managerId))
    managers.push({
      value: managerId,
      label: (await findName(db, contact.manager_id)) ?? managerId,
    });
  return {
    isVip: contact.is_vip === 1,
    value: contact.value === null ? "" : typeMoney(contact.value, me.language),
    currency,
    timezone: contact.timezone ?? "",
    zones: zoneNames(),
    managerId,
    managers,
    mayChooseManager: mayChooseManager(me),
    mayChangeFields: me.can("settings"),
    fields: fields.map((field) => ({
      id: field.id,
      label: field.label,
      type: field.type,
      choices: choicesOf(field),
      value: own.get(field.id) ?? "",
    })),
  };
}

export interface KnownFact {
  label: string;
  value: string;
}

/** For the card beside the thread: what is known, and nothing that is not. */
export async function listKnownFacts(
  db: Db,
  contact: ContactRow,
  { t, language }: { t: Translate; language: Language },
): Promise<KnownFact[]> {
  const [currency, fields, values, manager] = await Promise.all([
    readCurrency(db),
    listContactFields(db),
    listContactValues(db, [contact.id]),
    findName(db, contact.manager_id),
  ]);
  const own = values.get(contact.id) ?? new Map<number, string>();
  const facts: (KnownFact | false)[] = [
    contact.value !== null && {
      label: t("details.value.label"),
      value: formatMoney(contact.value, currency, language),
    },
    manager !== undefined && { label: t("details.manager"), value: manager },
    contact.timezone !== null && {
      label: t("details.timezone"),
      value: contact.timezone.replaceAll("_", " "),
    },
    ...fields.map((field) => {
      const value = own.get(field.id);
      return (
        value !== undefined && { label: field.label, value: valueText(field, value, language) }
      );
    }),
  ];
  return facts.filter((fact) => fact !== false);
}

/** A value as its reader writes it. */
function valueText({ type }: ContactFieldRow, value: string, language: Language): string {
  if (type === "number") return Number(value).toLocaleString(language);
  if (type === "date") return dateText(value, language);
  return value;
}

function dateText(date: string, language: Language): string {
  const at: Instant = Date.parse(`${date}T00:00:00Z`);
  const locale = language === "en" ? "en-GB" : language;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(at);
}

async function findName(db: Db, userId: number | null): Promise<string | undefined> {
  if (userId === null) return undefined;
  const user = await db
    .selectFrom("users")
    .select("name")
    .where("id", "=", userId)
    .executeTakeFirst();
  return user?.name;
}
