import { afterEach, beforeEach, expect, test } from "bun:test";
import { DAY, MINUTE } from "../../src/clock.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { evaluate, type Facts, type Leaf } from "../../src/routing/conditions.ts";
import { factsOf } from "../../src/routing/facts.ts";
import { messageEnvelope } from "../../src/simulator/envelope.ts";
import { type Desk, openDesk, PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
// A Monday, 14:00 UTC: 11:00 in São Paulo.
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const place = { wabaId: WABA_ID, phoneNumberId: PHONE_NUMBER_ID, displayPhone: "15550783881" };
const read = async (number = 1) =>
  factsOf(desk.recado.db, await getTicket(desk.recado.db, number), "message", desk.clock.now(), {
    text: "Oi",
  });
const holds = (facts: Facts, leaf: Leaf) => evaluate(leaf, facts).holds;

test("the ticket, its contact and their number are known", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi, tudo bem?"));
  await desk.recado.write(async (tx) => {
    await tx
      .updateTable("tickets")
      .set({ category: "refunds", assignee_id: desk.people.bruno })
      .execute();
    await tx
      .updateTable("contacts")
      .set({ value: 150_000, is_vip: 1, manager_id: desk.people.ana })
      .execute();
    await tx.insertInto("ticket_tags").values({ ticket_id: 1, tag: "late" }).execute();
    await tx.insertInto("contact_tags").values({ contact_id: 1, tag: "wholesale" }).execute();
  });
  const { choices, numbers, flags } = await read();
  expect(choices).toMatchObject({
    event: ["message"],
    status: ["new"],
    priority: ["normal"],
    category: ["refunds"],
    assignee: [String(desk.people.bruno)],
    manager: [String(desk.people.ana)],
    channel: ["1"],
    language: ["pt"],
    tag: ["late"],
    "contact-tag": ["wholesale"],
    "contact-country": ["BR"],
    "contact-zone": ["America/Sao_Paulo"],
  });
  expect(numbers).toMatchObject({ value: 1_500, "contact-hour": 11, "ticket-count": 1 });
  expect(flags).toMatchObject({ vip: true });
});

test("a contact's own zone goes before that of their number", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  await desk.recado.write((tx) =>
    tx.updateTable("contacts").set({ timezone: "Australia/Lord_Howe" }).execute(),
  );
  const { choices, numbers } = await read();
  expect(choices["contact-zone"]).toEqual(["Australia/Lord_Howe"]);
  expect(numbers["contact-hour"]).toBe(0);
});

test("the contact's other tickets are the history", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  const resolvedAt = desk.clock.now();
  await desk.recado.write((tx) =>
    tx
      .updateTable("tickets")
      .set({ status: "resolved", resolved_at: resolvedAt, assignee_id: desk.people.bruno })
      .execute(),
  );
  desk.clock.advance(3 * DAY + 1);
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "De novo"));
  const { choices, numbers } = await read(2);
  expect(choices["last-agent"]).toEqual([String(desk.people.bruno)]);
  expect(numbers).toMatchObject({ "ticket-count": 2, "days-since-resolved": 3 });
  expect((await read(1)).choices["last-agent"]).toBeUndefined();
});

test("an ad is known by its id and its headline", async () => {
  const referral = { source_type: "ad", source_id: "777", headline: "Spring sale" };
  const wamid = "wamid.routing.ad";
  await desk.deliver(
    messageEnvelope(
      place,
      { name: "Clara", waId: "5511988884321" },
      { type: "text", text: { body: "Oi" }, referral },
      { wamid, at: desk.clock.now() },
    ),
  );
  const facts = await read();
  expect(holds(facts, { field: "from-ad", test: "yes" })).toBe(true);
  for (const value of ["777", "Spring sale"])
    expect(holds(facts, { field: "referral-source", test: "is", values: [value] })).toBe(true);
});

test("fields of contacts that the owner has made are asked by their kind", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  await desk.recado.write(async (tx) => {
    const field = { label: "", position: 1, created_at: 0 };
    await tx
      .insertInto("contact_fields")
      .values([
        { ...field, key: "city", type: "text" },
        { ...field, key: "orders", type: "number" },
      ])
      .execute();
    await tx
      .insertInto("contact_values")
      .values([
        { contact_id: 1, field_id: 1, value: "Recife" },
        { contact_id: 1, field_id: 2, value: "12" },
      ])
      .execute();
  });
  const facts = await read();
  expect(holds(facts, { field: "contact.city", test: "is", values: ["Recife"] })).toBe(true);
  expect(holds(facts, { field: "contact.orders", test: "at-least", number: 10 })).toBe(true);
});

test("hours are those of the calendar that is asked, at the moment of the event", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  const lisbon = {
    hours: { monday: [{ from: "09:00", to: "12:00" }] },
    timezone: "Europe/Lisbon",
    country: null,
    days: [],
  };
  await desk.recado.write((tx) =>
    tx
      .insertInto("teams")
      .values({
        name: "Lisboa",
        calendar: JSON.stringify(lisbon),
        created_at: 0,
        updated_at: 0,
        last_assigned_id: null,
        archived_at: null,
      })
      .execute(),
  );
  const facts = await read();
  expect(holds(facts, { field: "in-hours", test: "open", calendar: "business" })).toBe(true);
  expect(holds(facts, { field: "in-hours", test: "closed", calendar: "1" })).toBe(true);
  desk.clock.advance(-4 * 60 * MINUTE);
  expect(holds(await read(), { field: "in-hours", test: "open", calendar: "1" })).toBe(true);
});

test("minutes without answer count from the first message that waits", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  desk.clock.advance(7.9 * MINUTE);
  expect((await read()).numbers["minutes-unanswered"]).toBe(7);
});

test("nothing is read for what nobody asks", async () => {
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
  const ticket = await getTicket(desk.recado.db, 1);
  const facts = await factsOf(desk.recado.db, ticket, "message", desk.clock.now(), {
    needs: new Set(["priority"]),
  });
  expect(facts.choices.tag).toBeUndefined();
  expect(facts.numbers).toEqual({ "minutes-unanswered": 0 });
});
