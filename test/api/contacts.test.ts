import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertContactField } from "../../src/contacts/contact-fields.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  await desk.recado.write(async (tx) => {
    await insertContactField(tx, { label: "Pedidos", type: "number", choices: [] }, 1);
    await insertContactField(tx, { label: "Plan", type: "choice", choices: ["gold", "iron"] }, 1);
  });
});
afterEach(() => desk.close());

test("a program reads and changes what is known of a contact", async () => {
  const api = await desk.apiOf();
  expect((await api.get("/contacts/1")).body).toMatchObject({
    vip: false,
    value: null,
    timezone: null,
    manager: null,
    fields: {},
  });
  const change = {
    name: "Carla Dias",
    vip: true,
    value: 123_450,
    timezone: "America/Manaus",
    manager_id: desk.people.bruno,
    tags: ["wholesale", "lisbon"],
    language: "es",
    fields: { pedidos: 12.5, plan: "gold" },
  };
  const changed = await api.call("PATCH", "/contacts/1", change);
  expect(changed.status).toBe(200);
  const { manager_id: _, ...same } = change;
  expect(changed.body).toMatchObject({
    ...same,
    tags: ["lisbon", "wholesale"],
    manager: { id: desk.people.bruno, name: "Bruno" },
  });
  expect((await api.get("/contacts")).body.data[0]).toEqual((await api.get("/contacts/1")).body);
});

test("what a change does not name stays; null takes away", async () => {
  const api = await desk.apiOf();
  await api.call("PATCH", "/contacts/1", {
    vip: true,
    value: 5,
    fields: { pedidos: 1, plan: "iron" },
    tags: ["a", "B"],
  });
  await api.call("PATCH", "/contacts/1", { fields: { pedidos: null }, tags: ["b"] });
  expect((await api.get("/contacts/1")).body).toMatchObject({
    vip: true,
    value: 5,
    fields: { plan: "iron" },
    tags: ["B"],
  });
});

test("a change with a wrong part is refused whole, and says which part", async () => {
  const api = await desk.apiOf();
  const wrong: [object, string][] = [
    [{ vip: true, fields: { pedidos: "many" } }, "fields.pedidos"],
    [{ vip: true, fields: { colour: "red" } }, "fields.colour"],
    [{ vip: true, fields: { plan: "tin" } }, "fields.plan"],
    [{ vip: true, timezone: "Mars/Base" }, "timezone"],
    [{ vip: true, manager_id: 999 }, "manager_id"],
    [{ vip: true, value: -1 }, "value"],
  ];
  for (const [body, part] of wrong) {
    const refused = await api.call("PATCH", "/contacts/1", body);
    expect([part, refused.status]).toEqual([part, 422]);
    expect(refused.body.detail).toContain(part);
  }
  expect((await api.get("/contacts/1")).body.vip).toBe(false);
  expect((await api.call("PATCH", "/contacts/99", { vip: true })).status).toBe(404);
});

test("a token that may only read changes nothing", async () => {
  const reader = await desk.apiOf(["contacts:read"]);
  expect((await reader.call("PATCH", "/contacts/1", { vip: true })).status).toBe(403);
});
