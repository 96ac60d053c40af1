import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const routes: [string, string][] = [
  ["GET", "/tickets"],
  ["PATCH", "/tickets/1"],
  ["POST", "/tickets/1/messages"],
  ["POST", "/bot/rules"],
  ["PUT", "/bot/rules/1"],
  ["DELETE", "/bot/rules/1"],
  ["POST", "/routing/rules"],
  ["PUT", "/routing/rules/1"],
  ["DELETE", "/routing/rules/1"],
  ["POST", "/outbox/1/retry"],
  ["POST", "/webhook-events/1/replay"],
];

test.each(routes)(
  "%s %s without a valid token is 401 with what to do, not a word about pages",
  async (method, path) => {
    const browser = await desk.browserOf(desk.people.ana);
    const strangers: Record<string, string>[] = [
      {},
      { authorization: "Bearer nothing" },
      { cookie: browser.cookie },
    ];
    for (const headers of strangers) {
      const response = await desk.send(`/api/v1${path}`, { method, headers });
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(await response.json()).toMatchObject({ code: "unauthorized" });
    }
  },
);
