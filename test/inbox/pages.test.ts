import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textMessage } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test("an inbox without tickets says that all is done", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  const response = await ana.get("/inbox");
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("All caught up");
});
