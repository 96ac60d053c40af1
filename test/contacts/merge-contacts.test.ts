import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertContactField } from "../../src/contacts/contact-fields.ts";
import { listContactValues, saveContactValues } from "../../src/contacts/contact-values.ts";
import { getContact, insertContact, updateContact } from "../../src/contacts/contacts.ts";
import { mergeContacts } from "../../src/contacts/merge-contacts.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const addContact = (name: string) =>
  desk.recado.write((tx) =>
    insertContact(
      tx,
      { name, phone: null, waId: null, userId: `BR.${name}`, username: null, isSimulated: 0 },
      1,
    ),
  );

test("of two contacts that are one person all that was known stays; the newest's word counts", async () => {
  const [older, newest] = [await addContact("Carla"), await addContact("Carla Dias")];
  const fields = await desk.recado.write(async (tx) => {
    const made = [];
    for (const label of ["Plan", "Size", "City"])
      made.push((await insertContactField(tx, { label, type: "text", choices: [] }, 1)).id);
    return made;
  });
  const [plan = 0, size = 0, city = 0] = fields;
  await desk.recado.write(async (tx) => {
    const known = { is_vip: 1, value: 500, timezone: "America/Manaus" } as const;
    const kept = await updateContact(tx, older, { ...known, manager_id: desk.people.ana }, 2);
    const current = await updateContact(
      tx,
      newest,
      { value: 900, manager_id: desk.people.bruno },
      2,
    );
    await saveContactValues(
      tx,
      older.id,
      new Map([
        [plan, "iron"],
        [size, "M"],
      ]),
    );
    await saveContactValues(
      tx,
      newest.id,
      new Map([
        [plan, "gold"],
        [city, "Lisbon"],
      ]),
    );
    await mergeContacts(tx, current, kept, 3);
  });
  expect(await getContact(desk.recado.db, older.id)).toMatchObject({
    name: "Carla Dias",
    is_vip: 1,
    value: 900,
    timezone: "America/Manaus",
    manager_id: desk.people.bruno,
  });
  const values = await listContactValues(desk.recado.db, [older.id, newest.id]);
  expect([...values.keys()]).toEqual([older.id]);
  expect(Object.fromEntries(values.get(older.id) ?? [])).toEqual({
    [plan]: "gold",
    [size]: "M",
    [city]: "Lisbon",
  });
});
