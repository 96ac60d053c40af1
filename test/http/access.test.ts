import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Elysia } from "elysia";
import { access } from "../../src/http/access.ts";
import { edge } from "../../src/http/edge.ts";
import { requireAccess } from "../../src/http/guard.ts";
import { type Desk, HOST, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

type Route = { method: string; path: string };
type Fetch = (request: Request) => Promise<Response>;

/** What the contract lets anybody see. Written down here once more: a line too many in access.ts must not pass. */
const open = new Set([
  "GET /webhooks/meta",
  "POST /webhooks/meta",
  "GET /healthz",
  "GET /readyz",
  "GET /version",
  "GET /assets/*",
  "GET /favicon.ico",
  "GET /sw.js",
  "GET /login",
  "POST /login",
  "GET /setup",
  "POST /setup",
  "GET /invitation",
  "POST /invitation",
  "GET /c/:slug",
  "POST /c/:slug",
  "GET /c/booking/:file",
  "GET /c/calendar/:file",
]);

/** Pages of an agent; every other page is the owner's alone. */
const agentPages =
  /^\/$|^\/(?:inbox|board|undo|tickets|contacts|search|media|messages|threads|notes|drafts|templates|live|banners|outbox|notifications|presence|shifts|handovers|knowledge|logout)(?:\/|$)|^\/bookings(?!\/(?:services|staff))(?:\/|$)|^\/settings$|^\/settings\/(?:profile|notifications|sessions|quick-replies)(?:\/|$)/;

/** Agents look at segments; who may share views makes them. */
const ofSegments = /^POST \/contacts\/segments|^GET \/contacts\/segments\//;

/** Agents read articles; whoever looks after the bot writes them. */
const ofArticles =
  /^(?:POST|PUT|DELETE) \/knowledge|^GET \/knowledge\/(?:new|suggestions)$|^GET \/knowledge\/:id\//;

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function addressOf(path: string): string {
  return path.replaceAll(/:\w+/g, "999999").replace("*", "nothing");
}

function request({ method, path }: Route, headers: Record<string, string>): Request {
  const body = method === "GET" || method === "HEAD" ? null : "";
  return new Request(`http://${HOST}${addressOf(path)}`, {
    method,
    body,
    redirect: "manual",
    headers: {
      host: HOST,
      origin: `http://${HOST}`,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": "0",
      ...headers,
    },
  });
}

/** The status; an endless stream is let go. */
async function statusOf(fetch: Fetch, route: Route, headers: Record<string, string>) {
  const response = await fetch(request(route, headers));
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get("location") ?? "" };
}

/** Routes without a line in the table, and lines without a route. */
function differences(routes: Route[], table: Record<string, unknown>) {
  const known = new Set(routes.map(nameOf));
  return {
    unlisted: [...known].filter((name) => !(name in table)),
    stale: Object.keys(table).filter((name) => !known.has(name)),
  };
}

/** Routes that answer somebody signed out with anything but "sign in". */
async function openRoutes(fetch: Fetch, routes: Route[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const { status, location } = await statusOf(fetch, route, {});
    const isRefused = status === 401 || (status === 303 && location.startsWith("/login"));
    if (!isRefused) found.push(nameOf(route));
  }
  return found;
}

describe("The table of access", () => {
  test("has every route of the router, and no line more", () => {
    expect(differences(desk.app.routes, access)).toEqual({ unlisted: [], stale: [] });
  });

  test("this harness sees a planted route, and a line left behind", () => {
    const planted = [...desk.app.routes, { method: "POST", path: "/planted" }];
    expect(differences(planted, { ...access, "GET /gone": "tickets" })).toEqual({
      unlisted: ["POST /planted"],
      stale: ["GET /gone"],
    });
  });

  test("names as public only what the contract does", () => {
    const named = Object.entries(access).filter(([, needed]) => needed === "public");
    expect(named.map(([name]) => name).sort()).toEqual([...open].sort());
  });
});

describe("Somebody signed out", () => {
  test("is refused by every route that is not public", async () => {
    const guarded = desk.app.routes.filter((route) => !open.has(nameOf(route)));
    expect(guarded.length).toBeGreaterThan(60);
    expect(await openRoutes(desk.app.fetch, guarded)).toEqual([]);
  });

  test("this harness sees a planted route that nobody guards", async () => {
    const leaky: Fetch = async (asked) =>
      new URL(asked.url).pathname === "/planted" ? new Response("secret") : desk.app.fetch(asked);
    expect(await openRoutes(leaky, [{ method: "GET", path: "/planted" }])).toEqual([
      "GET /planted",
    ]);
  });

  test("gets nothing from an address that does not exist, either", async () => {
    expect(
      await openRoutes(desk.app.fetch, [
        { method: "GET", path: "/nothing" },
        { method: "POST", path: "/api/v1/nothing" },
      ]),
    ).toEqual([]);
  });

  test.each([
    "/login/",
    "/LOGIN",
    "/login/../settings",
    "/login%2f..%2fsettings",
    "/setup/x",
    "/assets/../settings",
    "//login",
    "/healthz/x",
  ])("gets nothing by an address like a public one: %s", async (path) => {
    const { status, location } = await statusOf(desk.app.fetch, { method: "GET", path }, {});
    expect(
      status === 401 || status === 404 || (status === 303 && location.startsWith("/login")),
    ).toBe(true);
  });
});

describe("A route that somebody forgot to list", () => {
  test("is refused even to the owner", async () => {
    const routes = new Elysia()
      .onTransform({ as: "global" }, ({ request, route }) =>
        requireAccess(request.method, route, request),
      )
      .onError(({ error }) => new Response(String(error), { status: 404 }))
      .get("/planted", () => "secret");
    const route = (asked: Request) => routes.handle(asked);
    const fetch = edge(desk.recado, route, route);
    const { cookie } = await desk.browserOf(desk.people.ana);
    const response = await fetch(request({ method: "GET", path: "/planted" }, { cookie }));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret");
  });
});

describe("Role by role", () => {
  /** A new session for each route: some of them end it. */
  async function walk(userId: number): Promise<Record<string, number>> {
    const statuses: Record<string, number> = {};
    for (const route of desk.app.routes) {
      if (route.path.startsWith("/api/") || route.path === "/metrics" || open.has(nameOf(route)))
        continue;
      const { cookie } = await desk.browserOf(userId);
      statuses[nameOf(route)] = (await statusOf(desk.app.fetch, route, { cookie })).status;
    }
    return statuses;
  }

  test("the owner is refused nowhere, and nothing breaks on empty forms", async () => {
    const refused = Object.entries(await walk(desk.people.ana)).filter(
      ([, status]) => status === 401 || status === 403 || status >= 500,
    );
    expect(refused).toEqual([]);
  });

  test("an agent gets to the pages of an agent and to no other", async () => {
    const statuses = Object.entries(await walk(desk.people.bruno));
    const allowed = statuses.filter(([, status]) => status !== 403).map(([name]) => name);
    const expected = statuses
      .map(([name]) => name)
      .filter((name) => agentPages.test(name.split(" ")[1] ?? ""))
      .filter((name) => !ofSegments.test(name) && !ofArticles.test(name));
    expect(allowed.sort()).toEqual(expected.sort());
    expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
  });

  test("neither gets to the API by the cookie: it takes a token", async () => {
    const routes = desk.app.routes.filter(
      ({ path }) => path.startsWith("/api/") || path === "/metrics",
    );
    const { cookie } = await desk.browserOf(desk.people.ana);
    for (const route of routes)
      expect((await statusOf(desk.app.fetch, route, { cookie })).status).toBe(401);
  });

  test("a token of one scope gets to the routes of that scope alone", async () => {
    const routes = desk.app.routes.filter(({ path }) => path.startsWith("/api/"));
    const { token } = await desk.apiOf(["contacts:read"]);
    const reached: string[] = [];
    for (const route of routes) {
      const { status } = await statusOf(desk.app.fetch, route, {
        authorization: `Bearer ${token}`,
      });
      if (status !== 403) reached.push(nameOf(route));
    }
    expect(reached.sort()).toEqual(
      routes
        .map(nameOf)
        .filter((name) => access[name] === "contacts:read" || access[name] === "signed-in")
        .sort(),
    );
  });

  test("a token opens no page", async () => {
    const { token } = await desk.apiOf();
    const { status, location } = await statusOf(
      desk.app.fetch,
      { method: "GET", path: "/settings" },
      { authorization: `Bearer ${token}` },
    );
    expect([status, location]).toEqual([303, "/login?next=%2Fsettings"]);
  });

  test("a revoked token, a deactivated person and a demoted owner lose what they had at once", async () => {
    const { token, id } = await desk.apiOf();
    const ask = () =>
      statusOf(
        desk.app.fetch,
        { method: "GET", path: "/api/v1/tickets" },
        { authorization: `Bearer ${token}` },
      );
    expect((await ask()).status).toBe(200);
    await desk.recado.write((tx) =>
      tx.updateTable("api_tokens").set({ revoked_at: 1 }).where("id", "=", id).execute(),
    );
    expect((await ask()).status).toBe(401);

    const { cookie } = await desk.browserOf(desk.people.ana);
    const see = () =>
      statusOf(desk.app.fetch, { method: "GET", path: "/settings/people" }, { cookie });
    const set = (values: { role?: "owner" | "agent"; deactivated_at?: number | null }) =>
      desk.recado.write((tx) =>
        tx.updateTable("users").set(values).where("id", "=", desk.people.ana).execute(),
      );
    expect((await see()).status).toBe(200);
    await set({ role: "agent" });
    expect((await see()).status).toBe(403);
    await set({ role: "owner", deactivated_at: 1 });
    expect((await see()).status).toBe(303);
    await set({ deactivated_at: null });
  });
});
