import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf(["sla:read", "sla:write", "tickets:read", "tickets:write"]);
});
afterEach(() => desk.close());

const everyone = {
  name: "Everybody",
  targets: { first_response: { low: 15, normal: 15, high: 15, urgent: 5 } },
  calendar: "always",
  pauses_on: ["pending"],
  reminders: [{ share: 0.5 }, { minutes_before: 2 }],
  escalation: [{ after_minutes: 0, actions: [{ do: "raise" }, { do: "reply", quick_reply: 1 }] }],
};

test("a policy is added, read, replaced and removed", async () => {
  const added = await api.call("POST", "/sla/policies", everyone);
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    ...everyone,
    targets: { ...everyone.targets, resolution: { normal: null } },
    escalation: [{ after_minutes: 0, only_vip: false, actions: everyone.escalation[0]?.actions }],
    condition: { all: [] },
    enabled: true,
    position: 1,
    version: 1,
  });
  const changed = await api.call("PUT", "/sla/policies/1", { ...everyone, enabled: false });
  expect([changed.body.enabled, changed.body.version]).toEqual([false, 2]);
  await api.call("POST", "/sla/policies", { ...everyone, name: "Second" });
  const first = await api.get("/sla/policies?limit=1");
  expect(first.body.data.map(({ name }: { name: string }) => name)).toEqual(["Second"]);
  const next = await api.get(`/sla/policies?limit=1&cursor=${first.body.next_cursor}`);
  expect(next.body).toMatchObject({ data: [{ name: "Everybody" }], next_cursor: null });
  expect((await api.call("DELETE", "/sla/policies/1")).status).toBe(204);
  expect((await api.get("/sla/policies/1")).status).toBe(404);
});

test.each([
  [{ ...everyone, targets: {} }, "at least one"],
  [{ ...everyone, reminders: [{ share: 2 }] }, "share"],
  [{ ...everyone, escalation: [{ after_minutes: 5, actions: [{ do: "dance" }] }] }, "dance"],
  [{ ...everyone, condition: { field: "text", test: "exact", phrases: ["x"] } }, "text"],
])("what is no policy is refused with what is wrong: %#", async (body, word) => {
  const answer = await api.call("POST", "/sla/policies", body);
  expect(answer.status).toBe(422);
  expect(answer.body.detail).toContain(word);
});

test("a ticket carries its policy and its open clocks", async () => {
  await api.call("POST", "/sla/policies", everyone);
  await desk.deliver(textWebhook("Oi!", { name: "Clara", at: desk.clock.now() }));
  const [listed] = (await api.get("/tickets")).body.data;
  const due = new Date(desk.clock.now() + 15 * MINUTE).toISOString();
  const clock = { metric: "first_response", state: "running", target_minutes: 15, due_at: due };
  expect(listed.sla).toMatchObject({
    policy: { id: 1, name: "Everybody" },
    due_at: due,
    clocks: [clock],
  });
  desk.clock.advance(5 * MINUTE);
  const paused = await api.call("PATCH", "/tickets/1", { status: "pending" });
  expect(paused.body.sla).toMatchObject({
    due_at: null,
    clocks: [{ state: "paused", due_at: null, remaining_seconds: 600 }],
  });
});

test("a token without the scope gets to none of it", async () => {
  const other = await desk.apiOf(["tickets:read"]);
  expect((await other.get("/sla/policies")).status).toBe(403);
  const reader = await desk.apiOf(["sla:read"]);
  expect((await reader.call("POST", "/sla/policies", everyone)).status).toBe(403);
});
