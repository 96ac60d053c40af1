import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertContactField, listContactFields } from "../../src/contacts/contact-fields.ts";
import { saveContactValues } from "../../src/contacts/contact-values.ts";
import { addContactTag } from "../../src/contacts/contact-tags.ts";
import { insertContact, updateContact } from "../../src/contacts/contacts.ts";
import { countMembers } from "../../src/contacts/segment-members.ts";
import { insertSegment, listSegments } from "../../src/contacts/segments.ts";
import type { Condition } from "../../src/routing/conditions.ts";
import { everything } from "../../src/users/ticket-scope.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: typeof ana;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

const SEGMENTS = "/contacts/segments";
const DAY = 24 * 60 * 60 * 1000;

/** n people; every third is VIP, every fourth has the tag, each is worth their number. */
async function addPeople(n: number): Promise<void> {
  await desk.recado.write(async (tx) => {
    const plan = await insertContactField(
      tx,
      { label: "Plan", type: "choice", choices: ["gold", "iron"] },
      1,
    );
    for (let i = 0; i < n; i++) {
      const name = `Person ${String(i).padStart(3, "0")}`;
      const phone = i % 2 === 0 ? `+55119876500${String(i % 100).padStart(2, "0")}` : null;
      const contact = await insertContact(
        tx,
        { name, phone, waId: null, userId: `BR.${i}`, username: null, isSimulated: 0 },
        1,
      );
      await updateContact(tx, contact, { is_vip: i % 3 === 0 ? 1 : 0, value: i * 100 }, 1);
      if (i % 4 === 0) await addContactTag(tx, contact.id, "wholesale");
      if (i % 5 === 0)
        await saveContactValues(tx, contact.id, new Map([[plan.id, i % 2 ? "gold" : "iron"]]));
    }
  });
}
const count = (condition: Condition) =>
  countMembers(desk.recado.db, { condition, scope: everything, now: desk.clock.now() });
const vip: Condition = { field: "vip", test: "yes" };
const tagged: Condition = { field: "contact-tag", test: "is", values: ["wholesale"] };
const addSegment = (name: string, condition: Condition) =>
  desk.recado.write((tx) => insertSegment(tx, { name, condition }, 1));

test("a segment is everybody for whom its condition holds, over several chunks", async () => {
  await addPeople(1100);
  expect(await count({ all: [] })).toBe(1100);
  expect(await count(vip)).toBe(367);
  expect(await count({ all: [vip, tagged] })).toBe(92);
  expect(await count({ any: [vip, tagged] })).toBe(550);
  expect(await count({ none: [vip, tagged] })).toBe(550);
  expect(await count({ field: "value", test: "at-least", number: 1000 })).toBe(100);
  expect(await count({ field: "contact.plan", test: "is", values: ["gold"] })).toBe(110);
  expect(await count({ field: "contact.plan", test: "is-empty" })).toBe(880);
  expect(await count({ field: "contact-country", test: "is", values: ["BR"] })).toBe(550);
  expect(await count({ field: "contact-zone", test: "is", values: ["America/Sao_Paulo"] })).toBe(
    550,
  );
});

test("what the database asks beforehand leaves nobody out", async () => {
  await addPeople(200);
  const leaves: Condition[] = [
    vip,
    { field: "vip", test: "no" },
    tagged,
    { field: "contact-tag", test: "is-not", values: ["wholesale"] },
    { field: "value", test: "at-least", number: 50 },
    { field: "value", test: "at-most", number: 50 },
    { field: "contact.plan", test: "is", values: ["gold", "iron"] },
    { field: "manager", test: "is", values: ["1"] },
    { field: "language", test: "is", values: ["pt"] },
  ];
  for (const leaf of leaves) {
    // A group inside is not asked beforehand: both ways must find the same people.
    expect([leaf, await count({ all: [leaf] })]).toEqual([leaf, await count({ any: [leaf] })]);
  }
});

test("history counts: how many tickets, how long ago, who had the last", async () => {
  await desk.deliver(textWebhook("oi", { from: "5511987650001", name: "Carla" }));
  await desk.deliver(textWebhook("oi", { from: "5511987650002", name: "Davi" }));
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ assignee_id: desk.people.bruno, status: "resolved", resolved_at: desk.clock.now() })
      .where("id", "=", 1)
      .execute(),
  );
  desk.clock.advance(400 * DAY);
  await addPeople(3);
  expect(await count({ field: "ticket-count", test: "at-least", number: 1 })).toBe(2);
  expect(await count({ field: "ticket-count", test: "equals", number: 0 })).toBe(3);
  expect(await count({ field: "days-since-resolved", test: "at-least", number: 365 })).toBe(1);
  const last = String(desk.people.bruno);
  expect(await count({ field: "last-agent", test: "is", values: [last] })).toBe(1);
});

test("a segment is a filter of the contacts, page by page and together with words", async () => {
  await addPeople(400);
  const { id } = await addSegment("VIPs", vip);
  const first = await parse(await ana.get(`/contacts?segment=${id}`));
  const seen = words(first, ".row-top strong");
  let more = first.querySelector(".older-link")?.getAttribute("href");
  while (more) {
    const rows = await parse(await ana.get(more, { "hx-request": "true" }));
    seen.push(...words(rows, ".row-top strong"));
    more = rows.querySelector(".older-link")?.getAttribute("href");
  }
  expect(seen).toHaveLength(134);
  expect(new Set(seen).size).toBe(134);
  const found = await parse(await ana.get(`/contacts?segment=${id}&q=person+399`));
  expect(words(found, ".row-top strong")).toEqual(["Person 399"]);
  expect(
    words(await parse(await ana.get(`/contacts?segment=${id}&q=person+398`)), ".row-top"),
  ).toEqual([]);
  expect((await ana.get("/contacts?segment=99")).status).toBe(404);
});

test("the list says each segment in words, with how many are in it", async () => {
  await addPeople(30);
  await addSegment("VIPs", vip);
  const page = await parse(await bruno.get(SEGMENTS));
  expect(words(page, ".line-title a")).toEqual(["VIPs"]);
  expect(words(page, ".line-title .badge")).toHaveLength(1);
  expect(words(page, ".snippet")[0]).not.toBe("");
  expect(page.querySelector(".line-actions")).toBeNull();
});

test("who sees only their own tickets counts only their own contacts", async () => {
  await addPeople(30);
  await desk.deliver(textWebhook("oi", { from: "5511987650001", name: "Carla" }));
  await desk.recado.write((tx) => tx.updateTable("contacts").set({ is_vip: 1 }).execute());
  const scope = { kind: "own", userId: desk.people.bruno } as const;
  const asked = { condition: vip, now: desk.clock.now() };
  expect(await countMembers(desk.recado.db, { ...asked, scope })).toBe(0);
  await desk.recado.write((tx) =>
    tx.updateTable("tickets").set({ assignee_id: desk.people.bruno }).execute(),
  );
  expect(await countMembers(desk.recado.db, { ...asked, scope })).toBe(1);
});

test("a segment is made line by line in the rules' own editor, which asks about contacts alone", async () => {
  await addPeople(30);
  const empty = await parse(await ana.get(`${SEGMENTS}/new`));
  const fields = [...empty.querySelectorAll("#p1-field option")].map((option) =>
    option.getAttribute("value"),
  );
  expect(fields).toContain("vip");
  expect(fields).toContain("contact.plan");
  expect(fields).not.toContain("text");
  expect(fields).not.toContain("priority");
  const line = {
    name: "Wholesale",
    "p0.join": "all",
    part: "p1 p0 leaf",
    "p1.field": "contact-tag",
  };
  const drawn = await parse(
    await ana.send("POST", `${SEGMENTS}/draft`, line, { "hx-request": "true" }),
  );
  expect(drawn.querySelector("#rule-fields #p1")).not.toBeNull();
  const refused = await ana.send("POST", SEGMENTS, { ...line, "p1.test": "is" });
  expect(refused.status).toBe(422);
  expect(words(await parse(refused), "#p1-error")).toHaveLength(1);
  const saved = await ana.send("POST", SEGMENTS, {
    ...line,
    "p1.test": "is",
    "p1.word": "wholesale",
  });
  expect(saved.headers.get("location")).toBe(`${SEGMENTS}?done=saved`);
  const [segment] = await listSegments(desk.recado.db);
  expect(JSON.parse(segment?.condition ?? "")).toEqual({ all: [tagged] });
  const taken = await ana.send("POST", SEGMENTS, {
    ...line,
    "p1.test": "is",
    "p1.word": "wholesale",
  });
  expect(taken.status).toBe(409);
  expect(words(await parse(taken), "#name-error")).toEqual([
    "“Wholesale” is taken. Choose another name.",
  ]);
  const again = await parse(await ana.get(`${SEGMENTS}/${segment?.id}`));
  expect(words(again, ".rule-sentence .quiet-text")).toEqual(["8 contacts fit now."]);
  await ana.send("POST", `${SEGMENTS}/${segment?.id}/deletion`);
  expect(await listSegments(desk.recado.db)).toEqual([]);
});

test("a condition that asks about tickets is no segment, and an agent makes none", async () => {
  const foreign: Condition = { field: "priority", test: "is", values: ["urgent"] };
  expect(addSegment("Urgent", foreign)).rejects.toThrow("says nothing about a contact");
  expect((await bruno.get(`${SEGMENTS}/new`)).status).toBe(403);
  expect((await bruno.send("POST", SEGMENTS, { name: "x" })).status).toBe(403);
  expect(await listContactFields(desk.recado.db)).toEqual([]);
});
