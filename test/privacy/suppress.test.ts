import { afterEach, beforeEach, expect, test } from "bun:test";
import { isSuppressed, suppress, suppressedSince, unsuppress } from "../../src/privacy/suppress.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const keepAway = (who: { phone?: string; userId?: string }) =>
  desk.recado.write((tx) => suppress(tx, who, "erased", desk.clock.now()));

test("a suppressed number is recognised in every form it is written in", async () => {
  await keepAway({ phone: "+5511987654321", userId: "BR.123" });
  const { db } = desk.recado;
  for (const phone of ["551187654321", "+55 11 98765-4321", "5511987654321"])
    expect(await isSuppressed(db, { phone })).toBe(true);
  expect(await isSuppressed(db, { userId: "BR.123" })).toBe(true);
  expect(await isSuppressed(db, { phone: "+5511900000000", userId: "BR.124" })).toBe(false);
  expect(await isSuppressed(db, {})).toBe(false);
});

test("only keyed hashes are kept: the same number has another hash under another key", async () => {
  await keepAway({ phone: "+5511987654321" });
  const [row] = await desk.recado.db.selectFrom("suppressed").selectAll().execute();
  expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(row)).not.toContain("87654321");
  const other = await openDesk({ env: { RECADO_SECRET_KEY: "another key" } });
  await other.recado.write((tx) => suppress(tx, { phone: "+5511987654321" }, "erased", 0));
  const [foreign] = await other.recado.db.selectFrom("suppressed").selectAll().execute();
  await other.close();
  expect(foreign?.hash).not.toBe(row?.hash);
});

test("who agrees anew is no longer suppressed", async () => {
  await keepAway({ phone: "+5511987654321" });
  expect(await suppressedSince(desk.recado.db, { phone: "+5511987654321" })).toBe(desk.clock.now());
  expect(await desk.recado.write((tx) => unsuppress(tx, { phone: "5511987654321" }))).toBe(true);
  expect(await isSuppressed(desk.recado.db, { phone: "+5511987654321" })).toBe(false);
});
