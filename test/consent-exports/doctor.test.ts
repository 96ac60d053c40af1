import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { examineLogs } from "../../src/consent-exports/doctor-consent.ts";
import { examineConsent } from "../../src/consent-exports/examine-consent.ts";
import { readSnapshot } from "../../src/db/read-snapshot.ts";
import { headOf } from "../../src/proof/log.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addRecords } from "./round-trip.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addRecords(desk, 12);
});
afterEach(() => desk.close());

/** As somebody does it who has the file. */
function change(statement: string): void {
  const raw = new Database(desk.config.dataFile);
  raw.run("DROP TRIGGER consent_records_update");
  raw.run(statement);
  raw.close();
}

const examined = async () =>
  Object.fromEntries(
    (await examineLogs(desk.recado)).map(({ check, state, detail }) => [
      check,
      `${state}: ${detail}`,
    ]),
  );

test("the doctor compares log, tree, head, checkpoints and states, and finds them whole", async () => {
  const found = await examined();
  expect(found["consent log"]).toBe("ok: 12 records fit what was signed");
  expect(found["consent states"]).toBe("ok: what the log says");
  expect(found["audit log"]).toStartWith("ok");
});

test("the doctor names the record that was changed", async () => {
  change("UPDATE consent_records SET leaf = replace(leaf, 'agent', 'phone') WHERE seq = 7");
  expect((await examined())["consent log"]).toMatch(/^problem: .*not what was hashed \(7\)/);
});

test("the doctor finds a state that the log does not say", async () => {
  change("UPDATE consent_states SET state = 'given' WHERE state = 'withdrawn'");
  const found = await examined();
  expect(found["consent states"]).toMatch(/^problem: a contact's state is not what the log says/);
  expect(found["consent log"]).toStartWith("ok");
});

test("the doctor misses a state that was deleted, or made up, no more than a changed one", async () => {
  change("DELETE FROM consent_states WHERE contact_id = 2");
  change2("INSERT INTO consent_states SELECT 3, 'service_updates', 'given', 'given', 1, NULL, 1");
  expect((await examined())["consent states"]).toMatch(/\(2\).*\(3\)/);
});

function change2(statement: string): void {
  const raw = new Database(desk.config.dataFile);
  raw.run(statement);
  raw.close();
}

test("what is recorded while the log is examined is no fault", async () => {
  const { config, signer } = desk.recado;
  const examined = await readSnapshot(config.dataFile, async (db) => {
    const before = await headOf(db, "consent");
    await addRecords(desk, 5);
    return { before, ...(await examineConsent(db, signer)) };
  });
  expect(examined.findings).toEqual([]);
  expect(examined.head).toEqual(examined.before);
  expect((await headOf(desk.recado.db, "consent")).size).toBe(17);
});
