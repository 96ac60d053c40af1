import { afterEach, beforeEach, expect, test } from "bun:test";
import { documentedRoutes } from "../../src/api/openapi.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test("the document describes every route of the API and no other", () => {
  const routes = desk.app.routes
    .filter(({ path }) => path.startsWith("/api/v1/"))
    .map(({ method, path }) => `${method} ${path}`);
  expect(documentedRoutes.toSorted()).toEqual(routes.toSorted());
});

test("the document is served to a token, and every reference in it leads somewhere", async () => {
  const api = await desk.apiOf(["contacts:read"]);
  const { status, body } = await api.get("/openapi.json");
  expect([status, body.openapi]).toEqual([200, "3.1.0"]);
  const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    (match) => match[1] ?? "",
  );
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) expect(body.components.schemas).toHaveProperty(name);
  expect((await desk.send("/api/v1/openapi.json")).status).toBe(401);
});
