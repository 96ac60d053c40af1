import { fold } from "../bot/fold.ts";
import { listContactTags } from "../contacts/contact-tags.ts";
import type { Db } from "../db/open.ts";
import { businessCalendar, isCalendarOpen } from "../routing/calendar.ts";
import { fillText } from "./fill-text.ts";
import type { CheckStep, Next, Test } from "./flow.ts";
import { type Turn, valueOf } from "./turn.ts";

/** Where a check leads: the first case whose tests all hold. */
export async function checkStep(turn: Turn, step: CheckStep): Promise<Next> {
  for (const one of step.cases) {
    if (await holdAll(turn, one.tests)) return one.next;
  }
  return step.otherwise;
}

async function holdAll(turn: Turn, tests: readonly Test[]): Promise<boolean> {
  for (const test of tests) {
    const value = fillText(test.value ?? "", (name) => valueOf(turn, name));
    if (!holds(test.test, await leftOf(turn, test.left), value)) return false;
  }
  return tests.length > 0;
}

/** Tags are several; everything else is one text. */
async function leftOf({ tx, ...turn }: Turn, left: string): Promise<string[]> {
  const { place, desk, moment, run } = turn;
  const { contact } = place;
  switch (left) {
    case "business.open": {
      const isOpen = isCalendarOpen(businessCalendar(desk.business, desk.bot), moment.now);
      return [isOpen ? "yes" : "no"];
    }
    case "contact.language":
      return [run.row.language];
    case "contact.name":
      return [contact.name];
    case "contact.phone":
      return contact.phone ? [contact.phone] : [];
    case "contact.vip":
      return [contact.is_vip === 1 ? "yes" : "no"];
    case "contact.tag":
      return listContactTags(tx, contact.id);
  }
  if (left.startsWith("contact.")) return ownField(tx, contact.id, left.slice("contact.".length));
  const value = valueOf({ tx, ...turn }, left);
  return value ? [value] : [];
}

async function ownField(db: Db, contactId: number, key: string): Promise<string[]> {
  const row = await db
    .selectFrom("contact_values")
    .innerJoin("contact_fields", "contact_fields.id", "contact_values.field_id")
    .select("contact_values.value")
    .where("contact_values.contact_id", "=", contactId)
    .where("contact_fields.key", "=", key)
    .executeTakeFirst();
  return row ? [row.value] : [];
}

/** Numbers as numbers, days ("YYYY-MM-DD") as days, everything else folded. */
export function holds(test: Test["test"], left: readonly string[], value: string): boolean {
  const own = left.filter((one) => one.trim() !== "");
  switch (test) {
    case "is-empty":
      return own.length === 0;
    case "is-set":
      return own.length > 0;
    case "is":
      return own.some((one) => isSame(one, value));
    case "is-not":
      return !own.some((one) => isSame(one, value));
    case "contains":
      return own.some((one) => ` ${fold(one)} `.includes(` ${fold(value)} `));
    case "at-least":
      return own.some((one) => (compare(one, value) ?? -1) >= 0);
    case "at-most":
      return own.some((one) => (compare(one, value) ?? 1) <= 0);
  }
}

function isSame(one: string, other: string): boolean {
  return compare(one, other) === 0 || fold(one) === fold(other);
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const decimal = /^[-+]?\d+(?:[.,]\d+)?$/;

/** Undefined for what can't be compared. */
function compare(one: string, other: string): number | undefined {
  const [a, b] = [one.trim(), other.trim()];
  if (day.test(a) && day.test(b)) return a < b ? -1 : Number(a > b);
  if (!decimal.test(a) || !decimal.test(b)) return undefined;
  return Number(a.replace(",", ".")) - Number(b.replace(",", "."));
}
