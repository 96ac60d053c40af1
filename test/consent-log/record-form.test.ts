import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { utimesSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DAY, HOUR } from "../../src/clock.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { sweepMediaFiles } from "../../src/whatsapp/sweep-media.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
});
afterEach(() => desk.close());

const counter = {
  purpose: "marketing",
  event: "given",
  method: "in-person",
  at: "2026-09-21T10:30",
  text: "own",
  words: "Quer receber nossas ofertas pelo WhatsApp?",
  language: "pt",
  source: "Balcão da Rua Augusta",
  note: "",
};

const record = (fields: Partial<Record<keyof typeof counter, string>> = {}, photo?: File) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...counter, ...fields })) form.set(name, value);
  form.set("photo", photo ?? new File([], ""));
  return bruno.send("POST", "/contacts/1/consent", form);
};

const records = () =>
  desk.recado.db
    .selectFrom("consent_records")
    .leftJoin("consent_private", "consent_private.seq", "consent_records.seq")
    .leftJoin("shown_texts", "shown_texts.hash", "text_hash")
    .select(["purpose", "event", "method", "event_at", "recorded_at", "leaf", "evidence", "body"])
    .orderBy("consent_records.seq")
    .execute();

const state = (purpose = "marketing") =>
  findConsentState(desk.recado.db, 1, purpose, desk.clock.now());

describe("An agent's record", () => {
  test("of a yes at the counter gives consent, with the words, the source and who recorded it", async () => {
    const answer = await record({ note: "com a filha" });
    expect(answer.headers.get("location")).toBe("/contacts/1/consent?done=given");
    expect(await state()).toBe("given");
    const [row] = await records();
    expect(row).toMatchObject({
      purpose: "marketing",
      event: "given",
      method: "in-person",
      body: counter.words,
    });
    expect(row!.event_at).toBe(Date.UTC(2026, 8, 21, 13, 30));
    expect(row!.recorded_at).toBe(desk.clock.now());
    expect(JSON.parse(row!.evidence!)).toEqual({ source: counter.source, note: "com a filha" });
    expect(JSON.parse(row!.leaf).actor).toEqual({ type: "agent", id: desk.people.bruno });
    const page = await parse(await bruno.get("/contacts/1/consent?done=given"));
    expect(words(page, "#states .badge")).toEqual(["Agreed", "No consent", "No consent"]);
    expect(words(page, "#history li")[0]).toContain("Balcão da Rua Augusta · com a filha");
  });

  test("of a withdrawal holds at once, and what is queued for it never leaves", async () => {
    await record();
    const ticket = await desk.recado.db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
    const reply = {
      ...textReply({ type: "agent", id: desk.people.bruno }, "Ofertas!"),
      purpose: "marketing",
    };
    await desk.recado.write((tx) => queueReply(tx, ticket, reply, desk.clock.now()));
    await record({
      event: "withdrawn",
      purpose: "*",
      words: "",
      method: "phone",
      at: "2026-09-21T11:00",
    });
    for (const purpose of ["marketing", "service_updates", "reviews"])
      expect(await state(purpose)).toBe("withdrawn");
    const queued = await desk.recado.db
      .selectFrom("outbox")
      .select("state")
      .where("purpose", "=", "marketing")
      .execute();
    expect(queued.map((row) => row.state)).toEqual(["failed"]);
  });

  test("of a no is a refusal, which lets nothing out", async () => {
    await record({ event: "refused" });
    expect((await records()).map((row) => row.event)).toEqual(["refused"]);
    expect(await state()).toBe("withdrawn");
  });

  test("of a yes on the phone asks the person, and counts once they answer", async () => {
    const answer = await record({ method: "phone", words: "" });
    expect(answer.headers.get("location")).toBe("/contacts/1/consent?done=asked");
    expect(await records()).toMatchObject([{ event: "requested", method: "phone" }]);
    expect(JSON.parse((await records())[0]!.evidence!)).toEqual({ source: counter.source });
    expect(await state()).toBe("none");
    desk.clock.advance(1000);
    await desk.deliver(textWebhook("SIM", { name: "Clara", at: desk.clock.now() }));
    expect(await state()).toBe("given");
  });

  test("of a yes on the phone, where nobody can be asked now, stays a wish on record", async () => {
    desk.clock.advance(2 * DAY);
    const answer = await record({ method: "phone" });
    expect(answer.headers.get("location")).toBe("/contacts/1/consent?done=requested");
    expect(await records()).toMatchObject([{ event: "requested", body: counter.words }]);
    expect(await state()).toBe("none");
  });

  test("of a yes at the counter is confirmed in writing within the window, and not after it", async () => {
    const sent = () =>
      desk.recado.db.selectFrom("messages").select("text").where("direction", "=", "out").execute();
    await record();
    expect((await sent())[0]!.text).toContain(counter.words);
    desk.clock.advance(2 * DAY);
    await record({ event: "withdrawn" });
    await record({ at: "2026-09-23T10:00" });
    expect(await sent()).toHaveLength(1);
    expect(await state()).toBe("given");
  });

  test("made for yesterday takes nothing back that the person said today", async () => {
    desk.clock.advance(HOUR);
    await desk.deliver(textWebhook("PARAR", { at: desk.clock.now() }));
    await record({ at: "2026-09-20T09:00" });
    expect(await state()).toBe("withdrawn");
  });

  test.each([
    ["no words", { words: "" }, "words"],
    ["no source", { source: " " }, "source"],
    ["a day to come", { at: "2026-09-22T10:00" }, "at"],
    ["no day at all", { at: "yesterday" }, "at"],
    ["a purpose that is not asked for", { purpose: "parties" }, "purpose"],
    ["a yes to everything at once", { purpose: "*" }, "purpose"],
    ["an event that only programs record", { event: "erased" }, "event"],
    ["a method that only programs record", { method: "import" }, "method"],
    ["a paper without its photo", { method: "paper" }, "photo"],
  ])("with %s is refused beside the field, and keeps what was typed", async (_, fields, field) => {
    const answer = await record(fields);
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, `#${field}-error`)).toHaveLength(1);
    const kept = page.querySelector("#note")?.getAttribute("value") ?? "";
    expect(kept).toBe("");
    expect(await records()).toEqual([]);
  });

  test("takes an approved text of its purpose with id and version, and none of another", async () => {
    const id = await approve("marketing", "{business} pode enviar ofertas?");
    await approve("reviews", "Podemos pedir sua opinião?");
    expect((await record({ text: "reviews/pt/1", words: "" })).status).toBe(422);
    await record({ text: "marketing/pt/1", words: "" });
    const [row] = await records();
    expect(row!.body).toBe("Loja Azul pode enviar ofertas?");
    expect(JSON.parse(row!.leaf).text).toMatchObject({ id, version: 1, language: "pt" });
  });
});

test("A number in a note is masked for who does not see numbers", async () => {
  await record({ note: "ligou de +55 11 98765-4321" });
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ role: "auditor" }).where("id", "=", desk.people.ana).execute(),
  );
  const audit = await desk.browserOf(desk.people.ana);
  const facts = words(await parse(await audit.get("/consent/records/1")), "#evidence dd");
  expect(facts.at(-1)).toBe("ligou de +55 11 ••••• 4321");
  const seen = await parse(await bruno.get("/contacts/1/consent"));
  expect(words(seen, "#history li")[0]).toContain("98765-4321");
});

describe("The photo of a paper", () => {
  let bytes: Uint8Array<ArrayBuffer>;
  beforeEach(async () => {
    bytes = await picture(40, 30);
  });
  const photo = () => new File([bytes], "paper.jpg", { type: "image/jpeg" });

  test("is kept as it came, named by its hash in the evidence, and outlives the sweep of files", async () => {
    await record({ method: "paper" }, photo());
    const [row] = await records();
    const [paper] = await desk.recado.db.selectFrom("consent_papers").selectAll().execute();
    expect(JSON.parse(row!.evidence!).paper_sha256).toBe(paper!.sha256);
    const { mediaFolder } = desk.recado.config;
    const old = new Date(desk.clock.now() - 3 * DAY);
    for (const name of await readdir(mediaFolder)) utimesSync(join(mediaFolder, name), old, old);
    await sweepMediaFiles(desk.recado);
    const shown = await bruno.get(`/contacts/1/papers/${paper!.id}`);
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes);
    expect(shown.headers.get("content-type")).toBe("image/jpeg");
    expect(shown.headers.get("content-security-policy")).toBe("sandbox");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("is shown with the record to an auditor, and to no agent by that address", async () => {
    await record({ method: "paper" }, photo());
    await desk.recado.write((tx) =>
      tx.updateTable("users").set({ role: "auditor" }).where("id", "=", desk.people.ana).execute(),
    );
    const audit = await desk.browserOf(desk.people.ana);
    const page = await parse(await audit.get("/consent/records/1"));
    const href = page.querySelector('#evidence a[href^="/consent/papers/"]')?.getAttribute("href");
    expect((await audit.get(href ?? "")).status).toBe(200);
    expect((await audit.get("/contacts/1/papers/1")).status).toBe(403);
    expect((await bruno.get(href ?? "")).status).toBe(403);
    expect((await bruno.get("/contacts/2/papers/1")).status).toBe(404);
  });

  test("must be a picture or a PDF by its bytes; nothing stays of what is refused", async () => {
    const page = new File(["<script>alert(1)</script>"], "paper.jpg", { type: "image/jpeg" });
    const answer = await record({ method: "paper" }, page);
    expect(words(await parse(answer), "#photo-error")[0]).toStartWith("Choose a photo");
    expect(await records()).toEqual([]);
    expect(await readdir(desk.recado.config.mediaFolder)).toEqual([]);
  });
});

async function approve(purpose: string, body: string): Promise<number> {
  const now = desk.clock.now();
  const text = { purpose, language: "pt", version: 1, body, state: "approved" } as const;
  const { id } = await desk.recado.write((tx) =>
    tx
      .insertInto("consent_texts")
      .values({
        ...text,
        created_by: null,
        created_at: now,
        approved_by: null,
        approved_at: now,
        retired_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  return id;
}
