import { afterEach, beforeEach, expect, test } from "bun:test";
import { headersOf, listConnections } from "../../src/flows/connections.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let shop: { url: string; asked: { path: string; secret: string | null }[]; stop(): Promise<void> };
let status = 200;

beforeEach(async () => {
  status = 200;
  const asked: (typeof shop)["asked"] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request) {
      asked.push({
        path: new URL(request.url).pathname,
        secret: request.headers.get("authorization"),
      });
      return Response.json({ ok: true }, { status });
    },
  });
  shop = { url: `http://127.0.0.1:${server.port}/api`, asked, stop: () => server.stop(true) };
  desk = await openDesk({ env: { RECADO_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${server.port}` } });
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(async () => {
  await desk.close();
  await shop.stop();
});

const htmx = { "hx-request": "true" };
const secret = "Bearer loja-azul-1234567890";

const add = (form: Record<string, string> = {}) =>
  ana.send("POST", "/bot/connections", {
    name: "Shop",
    "base-url": shop.url,
    "header.0.name": "Authorization",
    "header.0.value": secret,
    ...form,
  });
const kept = async () => {
  const [row] = await listConnections(desk.recado.db);
  return row && { row, headers: headersOf(row, desk.recado.secrets) };
};

test("a secret is sealed on the disk and on no page", async () => {
  expect((await add()).status).toBe(303);
  const found = await kept();
  expect(found?.headers).toEqual([{ name: "Authorization", value: secret }]);
  expect(JSON.stringify(found?.row)).not.toContain("1234567890");
  for (const path of ["/bot/connections", "/bot/connections/1"]) {
    const text = await (await ana.get(path)).text();
    expect(text).toContain("Authorization");
    expect(text).not.toContain("1234567890");
  }
});

test("a secret stays until another is typed, and goes with its name", async () => {
  await add();
  const same = { name: "My shop", "base-url": shop.url, "header.0.name": "Authorization" };
  await ana.send("POST", "/bot/connections/1", { ...same, "header.0.value": "" });
  expect((await kept())?.headers).toEqual([{ name: "Authorization", value: secret }]);
  await ana.send("POST", "/bot/connections/1", { ...same, "header.0.value": "Bearer new" });
  expect((await kept())?.headers).toEqual([{ name: "Authorization", value: "Bearer new" }]);
  await ana.send("POST", "/bot/connections/1", { name: "My shop", "base-url": shop.url });
  expect((await kept())?.headers).toEqual([]);
});

test("a secret does not go along to another host", async () => {
  await add();
  const sent = { name: "My shop", "header.0.name": "Authorization", "header.0.value": "" };
  const elsewhere = { ...sent, "base-url": "https://other.example.com/api" };
  const answer = await ana.send("POST", "/bot/connections/1", elsewhere);
  expect(answer.status).toBe(422);
  expect(words(await parse(answer), ".error")[0]).toStartWith("The address leads elsewhere");
  expect((await kept())?.row.base_url).toBe(shop.url);
  await ana.send("POST", "/bot/connections/1", { ...elsewhere, "header.0.value": "Bearer new" });
  expect((await kept())?.headers).toEqual([{ name: "Authorization", value: "Bearer new" }]);
});

test("an address that is no https one, and headers that are none, come back with what to do", async () => {
  for (const address of [
    "http://shop.example.com",
    "https://ana:secret@shop.example.com",
    "https://shop.example.com/?key=1",
    "ftp://shop.example.com",
    "shop",
  ]) {
    const answer = await add({ "base-url": address });
    expect(answer.status).toBe(422);
    expect(words(await parse(answer), ".error")[0]).toStartWith("An https address");
  }
  for (const name of ["X Key", "Host", "cookie", "A\r\nB: c:"])
    expect((await add({ "header.0.name": name })).status).toBe(422);
  expect((await add({ "header.1.name": "authorization", "header.1.value": "x" })).status).toBe(422);
  expect((await add({ "header.0.value": "" })).status).toBe(422);
  expect(await kept()).toBeUndefined();
});

test("a test asks the address with its secret and says in plain words what came", async () => {
  await add();
  const said = async () =>
    words(await parse(await ana.send("POST", "/bot/connections/1/test", {}, htmx)), ".notice")[0];
  expect(await said()).toContain("the connection works");
  expect(shop.asked).toEqual([{ path: "/api", secret }]);
  status = 401;
  expect(await said()).toContain("doesn’t let us in (401)");
  status = 404;
  expect(await said()).toContain("it is there");
  status = 302;
  expect(await said()).toContain("sends us to another address");
  status = 503;
  expect(await said()).toContain("in trouble (503)");
  await shop.stop();
  expect(await said()).toContain("can’t be reached");
});

test("a private host that nobody allowed is not asked", async () => {
  await add({ "base-url": "https://192.168.0.10/api" });
  const answer = await ana.send("POST", "/bot/connections/1/test", {}, htmx);
  expect(words(await parse(answer), ".notice")[0]).toContain("RECADO_ALLOW_PRIVATE_HOSTS");
});

test("who may not change settings tests and archives, but sees and writes no secret", async () => {
  await add();
  const id = await desk.recado.write((tx) =>
    insertUser(
      tx,
      {
        email: "clara@loja-azul.example",
        name: "Clara",
        role: "supervisor",
        passwordHash: "$argon2id$none",
        language: "en",
      },
      desk.clock.now(),
    ),
  );
  const clara = await desk.browserOf(id);
  const page = await parse(await clara.get("/bot/connections"));
  expect(words(page, ".entry-title a")).toEqual([]);
  expect(page.querySelector("[href='/bot/connections/new']")).toBeNull();
  expect((await clara.get("/bot/connections/1")).status).toBe(403);
  const sent = { name: "Mine", "base-url": "https://clara.example.com" };
  expect((await clara.send("POST", "/bot/connections/1", sent)).status).toBe(403);
  expect((await clara.send("POST", "/bot/connections/1/test", {}, htmx)).status).toBe(200);
  const gone = await clara.send("DELETE", "/bot/connections/1", {}, htmx);
  expect(await gone.text()).toContain("was archived");
  expect(await kept()).toBeUndefined();
  await clara.send("PUT", "/bot/connections/1", {}, htmx);
  expect((await kept())?.row.name).toBe("Shop");
});
