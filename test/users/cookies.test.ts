import { afterEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { givePasswords, PASSWORD, postForm } from "../support/sign-in.ts";

let desk: Desk;
afterEach(() => desk.close());

async function logInAt(baseUrl: string): Promise<string[]> {
  desk = await openDesk({ env: { RECADO_BASE_URL: baseUrl } });
  await givePasswords(desk);
  const { host, origin } = new URL(baseUrl);
  const form = { email: "ana@loja-azul.example", password: PASSWORD };
  const response = await postForm(desk, "/login", form, { host, origin });
  expect(response.status).toBe(303);
  const [pair = "", ...flags] = (response.headers.get("set-cookie") ?? "").split("; ");
  return [pair.split("=")[0] ?? "", ...flags];
}

test("over https the cookie is bound to the host and to https, and no script reads it", async () => {
  const flags = await logInAt("https://desk.example.com");
  expect(flags).toEqual([
    "__Host-recado",
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    "Max-Age=2592000",
    "Secure",
  ]);
});

test("over http, which knows no __Host- and no Secure, it has a plain name and the other flags", async () => {
  const flags = await logInAt("http://desk.example.com");
  expect(flags).toEqual(["recado", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=2592000"]);
});

test("a cookie of the plain name opens nothing where https is asked for", async () => {
  desk = await openDesk({ env: { RECADO_BASE_URL: "https://desk.example.com" } });
  const { cookie } = await desk.browserOf(desk.people.ana);
  const under = (name: string) =>
    desk.send("/settings/profile", {
      headers: { host: "desk.example.com", cookie: cookie.replace("recado", name) },
    });
  expect((await under("recado")).status).toBe(303);
  expect((await under("__Host-recado")).status).toBe(200);
});

test("a cookie named __proto__ is just another cookie", async () => {
  desk = await openDesk();
  const response = await desk.send("/settings/profile", {
    headers: { cookie: "__proto__=1; constructor=2; recado=__proto__" },
  });
  expect(response.status).toBe(303);
});
