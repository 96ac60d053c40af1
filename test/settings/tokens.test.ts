import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

async function make(form: FormData | Record<string, string>): Promise<string> {
  const response = await ana.send("POST", "/settings/tokens", form);
  expect(response.status).toBe(201);
  return /rcd_[\w-]+/.exec(await response.text())?.[0] ?? "";
}

function ask(token: string, path = "/api/v1/tickets"): Promise<Response> {
  return desk.send(path, { headers: { authorization: `Bearer ${token}` } });
}

test("a token is shown once, works, and is nowhere afterwards", async () => {
  const token = await make({ name: "shop" });
  expect(token.length).toBeGreaterThan(40);
  expect((await ask(token)).status).toBe(200);
  expect(await (await ana.get("/settings/tokens")).text()).not.toContain(token);
  expect(
    JSON.stringify(await desk.recado.db.selectFrom("api_tokens").selectAll().execute()),
  ).not.toContain(token);
  expect(desk.log.join("")).not.toContain(token);
});

test("it may do what was ticked and nothing else", async () => {
  const form = new FormData();
  form.set("name", "shop");
  form.append("scope", "contacts:read");
  form.append("scope", "root");
  const token = await make(form);
  expect((await ask(token, "/api/v1/contacts")).status).toBe(200);
  expect((await ask(token)).status).toBe(403);
});

test("revoked, it is refused at once and stays in the list as revoked", async () => {
  const token = await make({ name: "shop" });
  await ana.send("POST", "/settings/tokens/1/revocation");
  expect((await ask(token)).status).toBe(401);
  expect(await (await ana.get("/settings/tokens")).text()).toContain("Revoked");
  expect((await ana.send("POST", "/settings/tokens/1/revocation")).status).toBe(404);
});

test("a token without a name is refused beside its field", async () => {
  const response = await ana.send("POST", "/settings/tokens", { name: " " });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain('id="name-error"');
});
