import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refunds = {
  name: "Refunds",
  events: ["ticket"],
  condition: { all: [{ field: "text", test: "contains", phrases: ["refund"] }] },
  actions: [{ do: "priority", priority: "high" }],
};

test("a rule is made, read, replaced and removed", async () => {
  const api = await desk.apiOf(["rules:read", "rules:write"]);
  const made = await api.call("POST", "/routing/rules", refunds);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ ...refunds, version: 1, enabled: true, stops: false, hits: 0 });
  const { id } = made.body;
  const changed = await api.call("PUT", `/routing/rules/${id}`, {
    ...refunds,
    events: ["unanswered"],
    unanswered_minutes: 15,
    enabled: false,
  });
  expect(changed.body).toMatchObject({ version: 2, unanswered_minutes: 15, enabled: false });
  expect((await api.get("/routing/rules")).body.data).toEqual([changed.body]);
  expect((await api.call("DELETE", `/routing/rules/${id}`)).status).toBe(204);
  expect((await api.get(`/routing/rules/${id}`)).status).toBe(404);
  const versions = await desk.recado.db
    .selectFrom("routing_rule_versions")
    .select(["version", "change"])
    .execute();
  expect(versions.map(({ version, change }) => `${version} ${change}`)).toEqual([
    "1 created",
    "2 changed",
    "3 deleted",
  ]);
});

test("what is wrong is named", async () => {
  const api = await desk.apiOf(["rules:write"]);
  const refuse = async (change: object) => {
    const { status, body } = await api.call("POST", "/routing/rules", { ...refunds, ...change });
    expect([status, body.code]).toEqual([422, "invalid"]);
    return body.detail as string;
  };
  expect(await refuse({ events: ["birthday"] })).toContain("events:");
  expect(await refuse({ events: ["unanswered"] })).toContain("unansweredMinutes");
  expect(await refuse({ condition: { field: "mood", test: "is", values: ["bad"] } })).toContain(
    '"mood" is nothing that a condition can ask',
  );
  expect(await refuse({ actions: [{ do: "dance" }] })).toContain('actions[0]: "dance"');
  expect(await refuse({ actions: [{ do: "assign-team", team: 99 }] })).toContain(
    "There is no team with the id 99.",
  );
  expect(await refuse({ actions: [{ do: "reply", quick_reply: 99 }] })).toContain("quick reply");
  expect(await refuse({ actions: [{ do: "webhook", url: "http://x.example" }] })).toContain(
    "https://",
  );
  const nobody = { field: "assignee", test: "is", values: ["99"] };
  expect(await refuse({ condition: { none: [nobody] } })).toContain("person");
});

test("a token without the scope is refused", async () => {
  const api = await desk.apiOf(["rules:read"]);
  expect((await api.call("POST", "/routing/rules", refunds)).status).toBe(403);
  expect((await (await desk.apiOf(["bot:read"])).get("/routing/rules")).status).toBe(403);
});
