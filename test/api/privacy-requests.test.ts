import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf(["privacy:read", "privacy:write"]);
  await desk.deliver(textWebhook("Olá"));
});
afterEach(() => desk.close());

const PATH = "/privacy/requests";

describe("the API of requests", () => {
  test("writes one down, by the law of the person's country where none is named", async () => {
    const { status, body } = await api.call("POST", PATH, { kind: "access", contact_id: 1 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 1,
      kind: "access",
      state: "open",
      contact_id: 1,
      jurisdiction: "BR",
      source: "other",
      due_at: "2026-10-07T02:59:59.999Z",
      assignee: null,
    });
    expect((await api.get(`${PATH}/1`)).body).toEqual(body);
  });

  test("lists them by state and person, page by page", async () => {
    for (const kind of ["access", "erasure", "objection"])
      await api.call("POST", PATH, { kind, contact_id: kind === "erasure" ? 1 : null });
    const first = await api.get(`${PATH}?limit=2`);
    expect(first.body.data.map((row: { kind: string }) => row.kind)).toEqual([
      "objection",
      "erasure",
    ]);
    const next = await api.get(`${PATH}?limit=2&cursor=${first.body.next_cursor}`);
    expect(next.body).toMatchObject({ data: [{ kind: "access" }], next_cursor: null });
    expect((await api.get(`${PATH}?contact_id=1`)).body.data).toHaveLength(1);
    expect((await api.get(`${PATH}?state=done`)).body.data).toEqual([]);
  });

  test("refuses what it does not know, and says what it takes", async () => {
    expect((await api.call("POST", PATH, { kind: "forget" })).status).toBe(422);
    expect(
      (await api.call("POST", PATH, { kind: "access", contact_id: 99, jurisdiction: "FR" })).status,
    ).toBe(404);
    const later = { kind: "access", contact_id: 1, received_at: "2030-01-01T00:00:00Z" };
    expect((await api.call("POST", PATH, later)).body.detail).toContain("received_at");
    const reader = await desk.apiOf(["consent:read"]);
    expect((await reader.get(PATH)).status).toBe(403);
  });
});
