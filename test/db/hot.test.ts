import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { Kysely, sql } from "kysely";
import { openKysely } from "../../src/db/dialect.ts";
import { hot } from "../../src/db/hot.ts";
import type { Schema } from "../../src/db/schema.ts";

function openContacts(): Kysely<Schema> {
  const database = new Database(":memory:");
  database.run("CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, phone TEXT)");
  database.run(
    "INSERT INTO contacts (name, phone) VALUES ('Ana', '+551'), ('Bruno', NULL), ('L''Azul', '+552')",
  );
  return openKysely<Schema>(database);
}

const listByName = hot((db, p: { name: string; limit: number }) =>
  db
    .selectFrom("contacts")
    .select("name")
    .where("name", ">=", p.name)
    .orderBy("name", "desc")
    .limit(p.limit),
);
const findQuoted = hot((db, _: object) =>
  db
    .selectFrom("contacts")
    .select("id")
    .where("name", "=", "L'Azul")
    .where("phone", "is not", null),
);
const rename = hot((db, p: { id: number; name: string }) =>
  db.updateTable("contacts").set({ name: p.name, phone: null }).where("id", "=", p.id),
);

test("a hot query is bound anew on each run, its limit too", async () => {
  const db = openContacts();
  expect(await listByName(db, { name: "B", limit: 5 })).toEqual([
    { name: "L'Azul" },
    { name: "Bruno" },
  ]);
  expect(await listByName(db, { name: "A", limit: 1 })).toEqual([{ name: "L'Azul" }]);
});

test("what never changes stands in the text, quotes and all", async () => {
  expect(await findQuoted(openContacts(), {})).toEqual([{ id: 3 }]);
});

test("a hot query that writes gives no rows and has written", async () => {
  const db = openContacts();
  expect(await rename(db, { id: 1, name: "Ana? O'Neill" })).toEqual([]);
  const row = await db
    .selectFrom("contacts")
    .select(["name", "phone"])
    .where("id", "=", 1)
    .executeTakeFirst();
  expect(row).toEqual({ name: "Ana? O'Neill", phone: null });
});

test("a question mark of its own is refused rather than bound", async () => {
  const odd = hot((db, p: { id: number }) =>
    db
      .selectFrom("contacts")
      .select(sql<string>`'why?'`.as("name"))
      .where("id", "=", p.id),
  );
  await expect(odd(openContacts(), { id: 1 })).rejects.toThrow("a question mark too many");
});
