import type { Db } from "../db/open.ts";

/** Names by number: of people, of tokens, and of the customers that some records are about. */
export interface AuditNames {
  people: ReadonlyMap<number, string>;
  tokens: ReadonlyMap<number, string>;
  contacts: ReadonlyMap<number, string>;
}

export async function readAuditNames(
  db: Db,
  contactIds: readonly (number | null)[],
): Promise<AuditNames> {
  const people = await db.selectFrom("users").select(["id", "name"]).orderBy("name").execute();
  const tokens = await db.selectFrom("api_tokens").select(["id", "name"]).orderBy("id").execute();
  const ids = contactIds.filter((id) => id !== null);
  const contacts =
    ids.length > 0
      ? await db.selectFrom("contacts").select(["id", "name"]).where("id", "in", ids).execute()
      : [];
  const mapOf = (rows: { id: number; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { people: mapOf(people), tokens: mapOf(tokens), contacts: mapOf(contacts) };
}
