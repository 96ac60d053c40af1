import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "kysely";
import { insertContact } from "../../src/contacts/contacts.ts";
import {
  type ContactKey,
  listContacts,
  readKey,
  writeKey,
} from "../../src/contacts/list-contacts.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
const people = [
  ["Éloïse Lefèvre", "+33612345678", null],
  ["João D'Ávila", "+5511988887777", "joao_d"],
  ["Ana Souza", "+5511911112222", null],
  ["Ana Souza", "+5511911113333", null],
  ["bob", null, "bob.builder"],
] as const;

beforeAll(async () => {
  desk = await openDesk();
  await desk.recado.write(async (tx) => {
    for (const [name, phone, username] of people) {
      await insertContact(
        tx,
        { name, phone, waId: null, userId: null, username, isSimulated: 0 },
        1,
      );
    }
  });
});
afterAll(() => desk.close());

const found = async (typed: string) =>
  (await listContacts(desk.recado.db, { typed })).contacts.map(({ name }) => name);

test("contacts stand in the order of their names", async () => {
  expect(await found("")).toEqual([
    "Ana Souza",
    "Ana Souza",
    "bob",
    "Éloïse Lefèvre",
    "João D'Ávila",
  ]);
});

test("a name is found without its accents, by any of its words in any order", async () => {
  expect(await found("eloise")).toEqual(["Éloïse Lefèvre"]);
  expect(await found("LEFÈVRE él")).toEqual(["Éloïse Lefèvre"]);
  expect(await found("souza ana")).toEqual(["Ana Souza", "Ana Souza"]);
  expect(await found("souza bob")).toEqual([]);
});

test("a number is found as people write it, without its ninth digit, and by its end", async () => {
  for (const typed of ["+55 (11) 98888-7777", "551188887777", "8888-7777", "11 98888"]) {
    expect(await found(typed)).toEqual(["João D'Ávila"]);
  }
});

test("a username is found", async () => {
  expect(await found("bob.builder")).toEqual(["bob"]);
});

test("a sign of LIKE alone finds everybody, as nothing typed does", async () => {
  expect(await found("%")).toHaveLength(people.length);
});

test("pages follow each other without a gap or a repetition, also among equal names", async () => {
  const seen: number[] = [];
  let after: ContactKey | null = null;
  for (let page = 0; page < 10; page++) {
    const { contacts, next } = await listContacts(desk.recado.db, { after, limit: 2 });
    seen.push(...contacts.map(({ id }) => id));
    if (!next) break;
    after = readKey(writeKey(next));
    expect(after).toEqual(next);
  }
  expect(seen).toEqual([3, 4, 5, 1, 2]);
});

test("a key that nobody wrote is no key", () => {
  for (const word of [undefined, "", "x", "1", "1.%%", "-1.YQ"]) expect(readKey(word)).toBeNull();
});

test("a page of the list runs on the index of names, without sorting", async () => {
  const plan = await sql<{ detail: string }>`EXPLAIN QUERY PLAN SELECT * FROM contacts
    WHERE (name_folded, id) > (${"b"}, ${1}) ORDER BY name_folded, id LIMIT 51`.execute(
    desk.recado.db,
  );
  const details = plan.rows.map(({ detail }) => detail).join("; ");
  expect(details).toContain("contacts_by_name");
  expect(details).not.toContain("TEMP B-TREE");
});
