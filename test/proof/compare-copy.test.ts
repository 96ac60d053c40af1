import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { copyText } from "../../src/proof/checkpoint-copy.ts";
import type { CheckpointRow } from "../../src/proof/checkpoints.ts";
import { compareCopy } from "../../src/proof/compare-copy.ts";
import { signCheckpoint, signDueCheckpoint } from "../../src/proof/sign-checkpoint.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let kept: CheckpointRow;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá"));
  for (let n = 0; n < 5; n += 1) await append();
  const done = await desk.recado.write((tx) =>
    signCheckpoint(tx, desk.recado.signer, "manual", desk.clock.now()),
  );
  if (done.kind === "fault") throw new Error("nothing was changed yet");
  kept = done.checkpoint;
  for (let n = 0; n < 3; n += 1) await append();
});
afterEach(() => desk.close());

const append = () =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );
const copy = () => copyText(kept, desk.recado.signer);
const compare = (text: string, signature?: string) =>
  compareCopy(desk.recado.db, desk.recado.signer, text, signature);

/** As somebody with the file would: past the triggers, on a connection of their own. */
function tamper(...statements: string[]): void {
  const file = new Database(desk.config.dataFile);
  file.run("PRAGMA busy_timeout = 5000");
  for (const trigger of ["update", "delete"])
    for (const table of ["consent_records", "checkpoints"])
      file.run(`DROP TRIGGER IF EXISTS ${table}_${trigger}`);
  for (const statement of statements) file.run(statement);
  file.close();
}

describe("A copy that was kept elsewhere", () => {
  test("fits while nothing was changed, however it came", async () => {
    const same = { kind: "same", isSigned: true, consent: 5 };
    expect(await compare(copy())).toMatchObject(same);
    const mail = `> Dear Ana,\r\n>\r\n${copy().replaceAll(/^/gm, "> ").replaceAll("\n", "\r\n")}\r\n> Bye`;
    expect(await compare(mail)).toMatchObject(same);
    expect(await compare(kept.body, kept.signature)).toMatchObject(same);
    expect(await compare(kept.body)).toMatchObject({ kind: "same", isSigned: false });
  });

  test("shows that an old record was changed, though hashes and tree were left alone", async () => {
    tamper("UPDATE consent_records SET leaf = replace(leaf, 'given', 'taken') WHERE seq = 2");
    expect(await compare(copy())).toEqual({ kind: "changed", log: "consent", signed: 5 });
  });

  test("shows that records were taken from the end, from within, or all of them", async () => {
    tamper("DELETE FROM consent_private", "DELETE FROM consent_records WHERE seq > 4");
    expect(await compare(copy())).toMatchObject({ kind: "missing", signed: 5, now: 4 });
    tamper("DELETE FROM consent_records WHERE seq = 2", "UPDATE consent_records SET seq = seq + 4");
    expect(await compare(copy())).toMatchObject({ kind: "changed" });
    tamper("DELETE FROM consent_records");
    expect(await compare(copy())).toMatchObject({ kind: "missing", now: 0 });
  });

  test("is refused when it was changed, or is of another desk or no checkpoint", async () => {
    expect(await compare(copy().replace("consent 5", "consent 4"))).toEqual({ kind: "not-ours" });
    expect(await compare(copy().replace(/key ./, "key 0"))).toEqual({ kind: "not-ours" });
    expect(await compare(kept.body, "AAAA")).toEqual({ kind: "not-ours" });
    const other = copy().replace(/log [0-9a-f-]{36}/, `log ${crypto.randomUUID()}`);
    expect(await compare(other)).toMatchObject({ kind: "other-log" });
    expect(await compare("hello")).toEqual({ kind: "unreadable" });
    expect(await compare("")).toEqual({ kind: "unreadable" });
  });

  test("is compared by the auditor on the page, in words, and what was pasted stays", async () => {
    await desk.recado.write((tx) => tx.updateTable("users").set({ role: "auditor" }).execute());
    const bruno = await desk.browserOf(desk.people.bruno);
    const answer = await bruno.send("POST", "/consent/proof/comparison", { text: copy() });
    const shown = await parse(answer);
    expect(words(shown, "#compare .notice.good").join()).toStartWith("It fits. All 5 ");
    expect(shown.querySelector("#text")?.textContent).toBe(copy());
    tamper("UPDATE consent_records SET leaf = leaf || ' ' WHERE seq = 5");
    const again = await bruno.send("POST", "/consent/proof/comparison", { text: copy() });
    expect(words(await parse(again), "#compare .notice.danger")).toHaveLength(1);
    expect((await bruno.send("POST", "/consent/proof/checkpoints")).status).toBe(403);
  });
});

describe("What was changed outside", () => {
  const sizes = async () =>
    (await desk.recado.db.selectFrom("checkpoints").select("size").execute()).map(
      ({ size }) => size,
    );

  test("is not signed over: the end was cut off", async () => {
    tamper(
      "DELETE FROM consent_private WHERE seq = 8",
      "DELETE FROM consent_records WHERE seq = 8",
    );
    const page = await desk.browserOf(desk.people.ana);
    const shown = await parse(await page.send("POST", "/consent/proof/checkpoints"));
    expect(words(shown, ".notice.danger").join()).toContain("does not fit");
    expect(words(shown, ".banner.danger")).toHaveLength(1);
    expect(await sizes()).toEqual([5]);
  });

  test("is found by the daily reading of all records, and told above every page until it fits", async () => {
    const { leaf } = await desk.recado.db
      .selectFrom("consent_records")
      .select("leaf")
      .where("seq", "=", 3)
      .executeTakeFirstOrThrow();
    tamper("UPDATE consent_records SET leaf = replace(leaf, 'given', 'taken') WHERE seq = 3");
    desk.clock.advance(DAY);
    await signDueCheckpoint(desk.recado);
    expect(await sizes()).toEqual([5]);
    const page = await desk.browserOf(desk.people.ana);
    const banner = async () => words(await parse(await page.get("/inbox")), ".banner.danger");
    expect(await banner()).toHaveLength(1);
    tamper(`UPDATE consent_records SET leaf = '${leaf}' WHERE seq = 3`);
    await signDueCheckpoint(desk.recado);
    expect(await sizes()).toEqual([5, 8]);
    expect(await banner()).toHaveLength(0);
  });

  test("is found when a checkpoint itself was rewritten", async () => {
    tamper("UPDATE checkpoints SET body = replace(body, 'consent 5', 'consent 4'), size = 4");
    desk.clock.advance(DAY);
    await signDueCheckpoint(desk.recado);
    expect(await sizes()).toEqual([4]);
  });
});
