import { afterEach, beforeEach, expect, test } from "bun:test";
import { getIncident, listIncidents } from "../../src/incidents/incidents.ts";
import { listIncidentVersions } from "../../src/incidents/incident-versions.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addIncident } from "../support/incidents.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf(["bot:read", "bot:write"]);
});
afterEach(() => desk.close());

const refund = {
  name: "Refund",
  category: "Orders",
  phrasings: { en: ["I want my money back", "refund please"] },
  answers: { en: "We send it back within five days.", fr: "Nous remboursons sous cinq jours." },
  link: "https://loja-azul.example/refunds",
  fields: [
    {
      key: "order_number",
      question: { en: "Which order?" },
      input: "order-number",
      optional: true,
    },
  ],
  escalation: { priority: "high", tag: "refund" },
  ticket_category: "refund",
};

test("an incident is added, read, changed in parts, listed and deleted", async () => {
  const added = await api.call("POST", "/bot/incidents", refund);
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    ...refund,
    escalation: { team_id: null, priority: "high", tag: "refund" },
    asset_id: null,
    article_id: null,
    flow_id: null,
    look_up: null,
    asks_whether_solved: true,
    enabled: true,
    pack: null,
    version: 1,
    asked: 0,
    solved: 0,
    not_solved: 0,
  });
  const path = `/bot/incidents/${added.body.id}`;
  const changed = await api.call("PATCH", path, {
    link: null,
    escalation: { tag: null },
    enabled: false,
  });
  expect([changed.status, changed.body.version]).toEqual([200, 2]);
  expect(changed.body).toMatchObject({
    link: null,
    enabled: false,
    answers: refund.answers,
    escalation: { team_id: null, priority: "high", tag: null },
  });
  expect((await api.get("/bot/incidents")).body.data).toEqual([changed.body]);
  expect((await api.call("DELETE", path)).status).toBe(204);
  expect((await api.get(path)).status).toBe(404);
  expect((await api.get("/bot/incidents")).body.data).toEqual([]);
  const versions = await listIncidentVersions(desk.recado.db, added.body.id);
  expect(versions.map(({ change, name }) => [change, name])).toEqual([
    ["archived", null],
    ["changed", null],
    ["created", null],
  ]);
});

test("what is not right is refused with the name of its field, and nothing is kept", async () => {
  const wrong: [Record<string, unknown>, string][] = [
    [{ phrasings: {} }, "phrasings: "],
    [{ phrasings: { en: ["x".repeat(201)] } }, "phrasings.en: "],
    [{ answers: {} }, "answers: "],
    [{ link: "http://loja-azul.example" }, "link: "],
    [{ flow_id: 9 }, "flow_id: "],
    [{ phrasings: { de: ["hallo"] } }, "phrasings"],
    [{ fields: [{ key: "x", question: { en: "?" }, input: "colour" }] }, "fields.0.input"],
  ];
  for (const [part, field] of wrong) {
    const { status, body } = await api.call("POST", "/bot/incidents", { ...refund, ...part });
    expect([status, body.code]).toEqual([422, "invalid"]);
    expect(body.detail).toContain(field);
  }
  expect(await listIncidents(desk.recado.db)).toEqual([]);
});

test("a change that is refused changes nothing", async () => {
  const { id } = await addIncident(desk);
  const { status } = await api.call("PATCH", `/bot/incidents/${id}`, { name: "New", answers: {} });
  expect(status).toBe(422);
  expect((await getIncident(desk.recado.db, id)).name).toBe("Where is my order?");
});

test("a list goes by pages, newest first, and repeats nothing", async () => {
  for (let n = 1; n <= 5; n++) await addIncident(desk, { name: `Incident ${n}` });
  const seen: string[] = [];
  for (let next: string | null = ""; next !== null;) {
    const cursor = next ? `&cursor=${next}` : "";
    const { body } = await api.get(`/bot/incidents?limit=2${cursor}`);
    seen.push(...(body.data as { name: string }[]).map(({ name }) => name));
    next = body.next_cursor as string | null;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1].map((n) => `Incident ${n}`));
});

test("reading takes bot:read, writing bot:write", async () => {
  const reader = await desk.apiOf(["bot:read"]);
  expect((await reader.get("/bot/incidents")).status).toBe(200);
  expect((await reader.call("POST", "/bot/incidents", refund)).status).toBe(403);
  const other = await desk.apiOf(["contacts:read"]);
  expect((await other.get("/bot/incidents")).status).toBe(403);
});
