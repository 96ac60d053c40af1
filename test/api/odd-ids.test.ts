import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const odd = [
  "%E0%A4%A",
  "%00",
  "0",
  "-1",
  "1.5",
  "1e3",
  "99999999999999999999",
  "__proto__",
  "1%2F2",
];

test("nothing is found under an odd id: neither an error of ours nor a line in the log", async () => {
  const { get } = await desk.apiOf();
  const browser = await desk.browserOf(desk.people.ana);
  for (const { method, path } of desk.app.routes) {
    if (method !== "GET" || !/:(id|number)/.test(path)) continue;
    for (const id of odd) {
      const address = path.replace(/:\w+/, id);
      const { status } = address.startsWith("/api/v1")
        ? await get(address.slice(7))
        : await browser.get(address);
      expect([address, status]).toEqual([address, 404]);
    }
  }
  expect(desk.log.filter((line) => line.includes('"error"'))).toEqual([]);
});
