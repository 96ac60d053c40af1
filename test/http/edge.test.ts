import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  setDefaultTimeout,
} from "bun:test";
import type { Server } from "bun";
import { type Desk, HOST, openDesk } from "../support/desk.ts";
import { givePasswords, logIn, postForm, tally } from "../support/sign-in.ts";

setDefaultTimeout(20_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ env: { RECADO_BASE_URL: "https://desk.example.com" } });
  await givePasswords(desk);
});
afterAll(() => desk.close());

describe("Every answer", () => {
  const addresses: [string, string, number][] = [
    ["a page", "/login", 200],
    ["a redirect", "/inbox", 303],
    ["a refusal to a program", "/api/v1/tickets", 401],
    ["an address that does not exist", "/assets/nothing.js", 404],
    ["a health check", "/healthz", 200],
    ["a wrong webhook handshake", "/webhooks/meta?hub.mode=subscribe", 403],
    ["the version", "/version", 200],
  ];
  test.each(addresses)("carries the security headers: %s", async (_, path, status) => {
    const { headers, status: given } = await desk.send(path);
    expect(given).toBe(status);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain("unsafe");
  });

  test("a program without a token is told so, also when it wants to change something", async () => {
    for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
      const { status, headers } = await desk.send("/api/v1/tickets/1", { method });
      expect([status, headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    }
  });

  test("whoever breaks off a webhook is no fault of ours, and no line in the log", async () => {
    for (const headers of [{}, { "content-length": "100" }] as Record<string, string>[]) {
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.error(new Error("The connection was closed.")),
      });
      const response = await desk.send("/webhooks/meta", { method: "POST", body, headers });
      expect(response.status).toBe(422);
    }
    expect(desk.log.filter((line) => line.includes("request.failed"))).toEqual([]);
  });

  test("also one to a host that is not ours, and one that was forged", async () => {
    const strangers: Record<string, string>[] = [
      { host: "evil.example" },
      { host: HOST, origin: "https://evil.example" },
    ];
    for (const headers of strangers) {
      const response = await postForm(desk, "/login", {}, headers);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    }
  });

  test("a refusal before log-in is in the browser's language", async () => {
    const response = await desk.send("/login", {
      headers: { host: "evil.example", "accept-language": "es-MX" },
    });
    expect(await response.text()).toContain('lang="es"');
  });

  test("pages are never kept by a cache, and hold no script or style of their own", async () => {
    for (const path of ["/login", "/setup"]) {
      const response = await desk.send(path);
      const text = await response.text();
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
      expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
  });
});

describe("Hosts", () => {
  test.each([
    "localhost",
    "localhost:3000",
    "127.0.0.1:3000",
    "desk.example.com",
    "DESK.example.com",
    "desk.example.com:443",
  ])("we answer to %s", async (host) => {
    expect((await desk.send("/login", { headers: { host } })).status).toBe(200);
  });

  test.each([
    "evil.example",
    "localhost.evil.example",
    "desk.example.com.evil.example",
    "xdesk.example.com",
    "a",
    "",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
  ])("not to %j: a name that somebody else points at us", async (host) => {
    for (const path of ["/login", "/healthz", "/webhooks/meta", "/api/v1/tickets"]) {
      expect((await desk.send(path, { headers: { host } })).status).toBe(422);
    }
  });
});

describe("Forged requests", () => {
  const own = { host: HOST, origin: `http://${HOST}` };
  const refused: [string, Record<string, string>][] = [
    ["from another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["from another site that names our origin", { "sec-fetch-site": "cross-site", ...own }],
    ["from a neighbour of the same site", { "sec-fetch-site": "same-site", ...own }],
    ["typed or bookmarked", { "sec-fetch-site": "none", ...own }],
    ["with the origin of another site", { origin: "https://evil.example" }],
    ["with the origin of another port", { origin: "http://localhost:3001" }],
    ["with the origin null of a sandboxed frame", { origin: "null" }],
    ["without origin", { origin: "" }],
  ];
  test.each(refused)("are refused: %s", async (_, headers) => {
    const { cookie } = await desk.browserOf(desk.people.ana);
    const response = await desk.send("/logout", {
      method: "POST",
      headers: { host: HOST, cookie: cookie.replace("recado", "__Host-recado"), ...headers },
    });
    expect(response.status).toBe(403);
  });

  test("log-in itself cannot be forged, either", async () => {
    expect((await logIn(desk, {}, { origin: "https://evil.example" })).status).toBe(403);
  });

  test("every unsafe method is held to it", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await desk.send("/tickets/1/assignee", {
        method,
        headers: { origin: "https://evil.example" },
      });
      expect(response.status).toBe(403);
    }
  });

  test("our own page is not refused, by Sec-Fetch-Site or by Origin", async () => {
    for (const headers of [{ "sec-fetch-site": "same-origin" }, own]) {
      expect(
        (await logIn(desk, { password: "a wrong guess" }, { origin: "", ...headers })).status,
      ).toBe(401);
    }
  });

  test("a program with a token sends neither and is not refused", async () => {
    const { token } = await desk.apiOf();
    const response = await desk.send("/api/v1/bot/rules", {
      method: "POST",
      body: "{}",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    expect(response.status).toBe(422);
  });
});

describe("Before log-in", () => {
  test("a large body is not even read", async () => {
    const response = await postForm(desk, "/login", { password: "x".repeat(70_000) });
    expect(response.status).toBe(413);
    const unknown = await desk.send("/login", {
      method: "POST",
      body: "a=b",
      headers: { origin: `http://${HOST}` },
    });
    expect(unknown.status).toBe(413);
  });
});

describe("Behind a proxy", () => {
  let proxied: Desk;
  const serverSeeing = (address: string) =>
    ({ requestIP: () => ({ address }) }) as unknown as Server<unknown>;

  beforeEach(async () => {
    await proxied?.close();
    proxied = await openDesk({ env: { RECADO_TRUSTED_PROXIES: "10.0.0.1, 10.0.0.2" } });
    await givePasswords(proxied);
  });
  afterAll(() => proxied.close());

  async function addressSeen(direct: string, forwarded: string): Promise<string | undefined> {
    const send = { ...proxied, send: sendThrough(direct) };
    expect((await logIn(send, {}, { "x-forwarded-for": forwarded })).status).toBe(303);
    const row = await proxied.recado.db
      .selectFrom("sessions")
      .select("address")
      .orderBy("id", "desc")
      .executeTakeFirst();
    return row?.address;
  }

  function sendThrough(direct: string): Desk["send"] {
    return (path, init) =>
      proxied.app.fetch(
        new Request(`http://${HOST}${path}`, {
          ...init,
          headers: { host: HOST, ...init?.headers },
        }),
        serverSeeing(direct),
      );
  }

  test("a stranger's X-Forwarded-For is not believed", async () => {
    expect(await addressSeen("203.0.113.9", "10.0.0.1")).toBe("203.0.113.9");
  });

  test("a trusted proxy's is: the last address that no proxy of ours has", async () => {
    expect(await addressSeen("10.0.0.1", "198.51.100.7")).toBe("198.51.100.7");
    expect(await addressSeen("::ffff:10.0.0.1", "198.51.100.7, 10.0.0.2")).toBe("198.51.100.7");
  });

  test("what the caller wrote before the proxy's own word is not believed", async () => {
    expect(await addressSeen("10.0.0.1", "127.0.0.1, 198.51.100.7")).toBe("198.51.100.7");
  });

  test("other headers of proxies say nothing", async () => {
    const send = { ...proxied, send: sendThrough("203.0.113.9") };
    const response = await logIn(
      send,
      {},
      { "x-real-ip": "1.2.3.4", forwarded: "for=1.2.3.4", "x-forwarded-host": "evil.example" },
    );
    expect(response.status).toBe(303);
    const row = await proxied.recado.db
      .selectFrom("sessions")
      .select("address")
      .orderBy("id", "desc")
      .executeTakeFirst();
    expect(row?.address).toBe("203.0.113.9");
  });

  test("a new X-Forwarded-For for each guess does not go round the throttle", async () => {
    const send = { ...proxied, send: sendThrough("203.0.113.9") };
    const responses: Response[] = [];
    for (let n = 0; n < 12; n += 1)
      responses.push(
        await logIn(send, { password: "a wrong guess" }, { "x-forwarded-for": `198.51.100.${n}` }),
      );
    expect(tally(responses)).toEqual({ 401: 10, 429: 2 });
  });
});
