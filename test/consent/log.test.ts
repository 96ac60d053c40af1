import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { consentStateOf, findConsentState } from "../../src/consent/states.ts";
import type { ConsentEvent } from "../../src/db/schema.ts";
import { examineConsent } from "../../src/consent-exports/examine-consent.ts";
import { openConnection } from "../../src/db/open.ts";
import { headText, makeCheckpoint } from "../../src/proof/checkpoints.ts";
import { sha256 } from "../../src/proof/commitment.ts";
import { headOf } from "../../src/proof/log.ts";
import { hexOf, leafHash, RunningRoot } from "../../src/proof/merkle.ts";
import { isSigned } from "../../src/proof/signer.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá"));
});
afterEach(() => desk.close());

const append = (event: "given" | "withdrawn", at = desk.clock.now()) =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event,
        method: "agent",
        actor: { type: "agent", id: 1 },
        evidence: { note: "said so at the counter" },
        text: { body: "News from Loja Azul?", language: "en" },
        eventAt: at,
      },
      desk.clock.now(),
    ),
  );

const records = () =>
  desk.recado.db.selectFrom("consent_records").selectAll().orderBy("seq").execute();

describe("the consent log", () => {
  test("names in each line the one before it, and holds nothing of the person", async () => {
    await append("given");
    await append("withdrawn");
    await append("given");
    const [first, second, third] = await records();
    expect(JSON.parse(first!.leaf)).toMatchObject({ v: 1, seq: 1, prev: "0".repeat(64) });
    expect(JSON.parse(second!.leaf)).toMatchObject({ seq: 2, prev: sha256(first!.leaf) });
    expect(JSON.parse(third!.leaf)).toMatchObject({ seq: 3, prev: sha256(second!.leaf) });
    const { name, phone } = await desk.recado.db
      .selectFrom("contacts")
      .select(["name", "phone"])
      .executeTakeFirstOrThrow();
    expect(third!.leaf).not.toContain(name);
    expect(third!.leaf).not.toContain(phone!.slice(1));
    expect(third!.leaf).not.toContain("counter");
  });

  test("keeps the root of its tree, and its head is signed with each commit", async () => {
    const running = new RunningRoot();
    for (let n = 0; n < 9; n += 1) await append(n % 2 ? "withdrawn" : "given");
    for (const { leaf } of await records()) running.add(leafHash(leaf));
    const head = await headOf(desk.recado.db, "consent");
    expect(head).toMatchObject({ size: 9, root: hexOf(running.root()) });
    const signed = await desk.recado.db
      .selectFrom("log_heads")
      .selectAll()
      .where("log", "=", "consent")
      .executeTakeFirstOrThrow();
    expect(signed).toMatchObject(head);
    const { signer } = desk.recado;
    const text = headText(signer.logId, "consent", head);
    expect(isSigned(text, signed.signature, signer.publicKey)).toBe(true);
    expect(isSigned(`${text} `, signed.signature, signer.publicKey)).toBe(false);
    const checkpoint = await desk.recado.write((tx) =>
      makeCheckpoint(tx, signer, "manual", desk.clock.now()),
    );
    expect(isSigned(checkpoint.body, checkpoint.signature, signer.publicKey)).toBe(true);
    expect(checkpoint.body).toContain(`consent 9 ${head.root} ${head.head}`);
  });

  test("is not signed over what came into the file by another way: pages say so, exports refuse", async () => {
    await append("given");
    const forger = openConnection(desk.recado.config.dataFile);
    forger.run(
      'INSERT INTO consent_records SELECT seq + 1, subject_id, purpose, event, method, event_at, recorded_at, text_hash, replace(replace(leaf, \'"seq":1\', \'"seq":2\'), \'"prev":"\' || ?1, \'"prev":"\' || ?2), hash FROM consent_records',
      ["0".repeat(64), sha256((await records())[0]!.leaf)],
    );
    forger.close();
    await append("withdrawn").catch(() => {});
    await append("withdrawn").catch(() => {});
    const signed = await desk.recado.db
      .selectFrom("log_heads")
      .select("size")
      .where("log", "=", "consent")
      .executeTakeFirst();
    expect(signed).toEqual({ size: 1 });
    const alerts = await desk.recado.db.selectFrom("alerts").select(["kind", "detail"]).execute();
    expect(alerts).toEqual([{ kind: "log-fault", detail: "consent" }]);
    const { findings } = await examineConsent(desk.recado.db, desk.recado.signer);
    expect(findings.length).toBeGreaterThan(0);
  });

  for (const [how, statement] of Object.entries({
    changing: "UPDATE consent_records SET purpose = 'reviews'",
    deleting: "DELETE FROM consent_records",
    replacing:
      "INSERT OR REPLACE INTO consent_records SELECT seq, subject_id, 'reviews', event, method, event_at, recorded_at, text_hash, leaf, hash FROM consent_records LIMIT 1",
    "leaving a gap in":
      "INSERT INTO consent_records SELECT seq + 5, subject_id, purpose, event, method, event_at, recorded_at, text_hash, leaf, hash FROM consent_records LIMIT 1",
    "changing what is hidden in": "UPDATE consent_private SET evidence = '{}'",
  }))
    test(`${how} it is refused by the data file itself`, async () => {
      await append("given");
      const attempt = desk.recado.write((tx) => sql.raw(statement).execute(tx));
      await expect(attempt).rejects.toThrow(/append-only|never changed/);
    });

  for (const [records, state] of [
    ["requested", "none"],
    ["requested given", "given"],
    ["given requested", "given"],
    ["given withdrawn requested", "none"],
    ["given expired", "none"],
    ["requested refused", "withdrawn"],
    ["refused requested given", "given"],
  ] as const)
    test(`${records} comes to ${state}`, () => {
      const events = records.split(" ") as ConsentEvent[];
      expect(consentStateOf(events.map((event) => ({ event, method: "keyword" })))).toBe(state);
    });

  test("says what holds by the time things happened, and when a consent is over", async () => {
    const now = desk.clock.now();
    await append("withdrawn", now);
    await append("given", now - 1000);
    expect(await findConsentState(desk.recado.db, 1, "marketing", now)).toBe("withdrawn");
  });
});
