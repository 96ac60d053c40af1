import { afterEach, beforeEach, expect, test } from "bun:test";
import { makeExports } from "../../src/consent-exports/make-exports.ts";
import { decideExport } from "../../src/consent-exports/decide.ts";
import { requestExport } from "../../src/consent-exports/exports.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addRecords } from "./round-trip.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addRecords(desk, 3);
});
afterEach(() => desk.close());

const addAdmin = () => {
  const clara = { email: "clara@loja-azul.example", name: "Clara", role: "admin" } as const;
  const rest = { passwordHash: "$argon2id$none", language: "fr" } as const;
  return desk.recado.write((tx) => insertUser(tx, { ...clara, ...rest }, desk.clock.now()));
};

/** A token as Ana makes it on the page. */
async function makeToken(): Promise<string> {
  const ana = await desk.browserOf(desk.people.ana);
  const page = await ana.send("POST", "/settings/tokens", { name: "Archive" });
  return /rcd_[\w-]+/.exec(await page.text())?.[0] ?? "";
}

const call = (token: string, path: string, body?: unknown) =>
  desk.send(`/api/v1/consent/exports${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

test("what somebody's own program asks for, somebody else approves", async () => {
  const clara = await desk.browserOf(await addAdmin());
  const token = await makeToken();
  expect((await call(token, "", { reason: "Archive" })).status).toBe(201);
  const ana = await desk.browserOf(desk.people.ana);
  expect((await ana.send("POST", "/consent/exports/1/approval")).status).toBe(403);
  expect((await clara.send("POST", "/consent/exports/1/approval")).status).toBe(303);
  await makeExports(desk.recado);
  expect(await (await call(token, "/1")).json()).toMatchObject({ state: "ready" });
});

test("a program with the scopes of consent has no exports of the audit log", async () => {
  const { ana } = desk.people;
  await desk.recado.write(async (tx) => {
    const wanted = { log: "audit", filter: {}, reason: "r", language: "en", requestedBy: ana };
    const { id } = await requestExport(tx, wanted as never, desk.clock.now());
    await decideExport(tx, id, { isApproved: true, by: ana }, desk.clock.now());
    const ready = { state: "ready", file: "audit-1.zip" } as const;
    await tx.updateTable("consent_exports").set(ready).execute();
  });
  await Bun.write(`${desk.folder}/exports/audit-1.zip`, "everything");
  const { token } = await desk.apiOf(["consent:read", "consent:write"]);
  expect((await call(token, "/1/file")).status).toBe(404);
  expect((await call(token, "/1")).status).toBe(404);
  expect(await (await call(token, "")).json()).toMatchObject({ data: [] });
});
