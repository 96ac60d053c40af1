import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { commitmentTo } from "../../src/proof/commitment.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
});
afterEach(() => desk.close());

describe("GET /api/v1/audit", () => {
  test("tells what people and programs did, and what opens each line", async () => {
    const program = await desk.apiOf();
    await program.call("PATCH", "/contacts/1", { name: "Clara Nunes" });
    const { status, body } = await program.get("/audit");
    expect(status).toBe(200);
    expect(body.data[0]).toMatchObject({
      actor: { type: "token", id: program.id },
      action: "changed",
      object: { type: "contact", id: 1 },
      contact_id: 1,
      before: { name: "Clara" },
      after: { name: "Clara Nunes" },
    });
    const { line, salt, details } = body.data[0];
    expect(JSON.parse(line).details_commitment).toBe(commitmentTo({ salt, value: details }));
  });

  test("goes page by page both ways, and is narrowed", async () => {
    const program = await desk.apiOf();
    for (const name of ["A", "B", "C"]) await program.call("PATCH", "/contacts/1", { name });
    const first = await program.get("/audit?limit=2");
    const rest = await program.get(`/audit?limit=2&cursor=${first.body.next_cursor}`);
    const ids = [...first.body.data, ...rest.body.data].map(({ id }: { id: number }) => id);
    expect(ids).toEqual([3, 2, 1]);
    const upward = await program.get("/audit?order=asc&limit=3&object_type=contact&object_id=1");
    expect(upward.body.data.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
    expect((await program.get("/audit?actor_type=person")).body.data).toEqual([]);
    expect((await program.get("/audit?action=eaten")).status).toBe(422);
  });

  test("needs a scope of its own", async () => {
    const program = await desk.apiOf(["consent:read"]);
    expect((await program.get("/audit")).status).toBe(403);
  });
});
