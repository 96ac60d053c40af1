import type { TextKey, Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Scope } from "../users/ticket-scope.ts";
import { isVisible } from "../users/ticket-scope.ts";

const MOST_NAMED = 10;

interface Left {
  overtaken: number[];
  gone: number[];
}

/** Names what was left alone: who has it since, where the person may know. */
export async function sayLeft(
  db: Db,
  t: Translate,
  scope: Scope,
  { overtaken, gone }: Left,
): Promise<string[]> {
  const owners = await ownersOf(db, scope, overtaken.slice(0, MOST_NAMED));
  const name = (number: number) => {
    const owner = owners.get(number);
    return owner ? `#${number} (${owner})` : `#${number}`;
  };
  return [
    ...said(t, "bulk.overtaken", overtaken, name),
    ...said(t, "bulk.gone", gone, (number) => `#${number}`),
  ];
}

function said(
  t: Translate,
  key: TextKey,
  numbers: number[],
  name: (number: number) => string,
): string[] {
  if (numbers.length === 0) return [];
  const named = numbers.slice(0, MOST_NAMED).map(name);
  const rest = numbers.length - named.length;
  return [t(key, { list: [...named, ...(rest ? [t("bulk.rest", { n: rest })] : [])].join(", ") })];
}

async function ownersOf(db: Db, scope: Scope, numbers: number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .innerJoin("users", "users.id", "tickets.assignee_id")
    .select(["tickets.id", "users.name"])
    .where("tickets.id", "in", numbers)
    .where((where) => isVisible(where, scope))
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
