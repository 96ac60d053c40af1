import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { findConsentState, listConsentStates } from "../../src/consent/states.ts";
import { listConsentRecords } from "../../src/consent/records.ts";
import { addConsentForm, fillIn } from "../support/consent-forms.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

const CLARA = "5511988887777";
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addConsentForm(desk);
});
afterEach(() => desk.close());

const say = (text: string, more: { at?: number; name?: string; from?: string } = {}) =>
  desk.deliver(textWebhook(text, { name: "Clara", from: CLARA, at: desk.clock.now(), ...more }));

async function idOf(phone = CLARA): Promise<number> {
  const { db } = desk.recado;
  const contact = db.selectFrom("contacts").select("id").where("phone", "=", `+${phone}`);
  return (await contact.executeTakeFirstOrThrow()).id;
}
async function answers(): Promise<string[]> {
  const out = desk.recado.db.selectFrom("messages").select("text").where("direction", "=", "out");
  return (await out.orderBy("id").execute()).map(({ text }) => text ?? "");
}
const records = async () => (await listConsentRecords(desk.recado.db, await idOf())).toReversed();

describe("A form is confirmed by the person's own message", () => {
  test("which makes two records, asked and given, with the text that stood there", async () => {
    const message = await fillIn(desk, ["marketing"]);
    desk.clock.advance(60_000);
    await say(message);
    const [asked, given, ...more] = await records();
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ event: "requested", method: "web-form", purpose: "marketing" });
    expect(given).toMatchObject({ event: "given", method: "web-form" });
    expect(given?.text_shown).toContain("at most 4 messages a month");
    expect(given?.text_shown).toContain("Responsible: Loja Azul.");
    expect(JSON.parse(given?.evidence ?? "{}")).toMatchObject({
      said: message,
      form: { slug: "counter", address: "127.0.0.1" },
    });
    expect(JSON.parse(given?.leaf ?? "{}").text).toMatchObject({ version: 0, language: "en" });
    expect(given?.leaf).not.toContain("127.0.0.1");
  });

  test("and answered once with the text repeated; the bot has nothing to add", async () => {
    await say(await fillIn(desk, ["marketing"]));
    const said = await answers();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("at most 4 messages a month");
    expect(said[0]).toContain("STOP");
  });

  test("in the language of the form, for every box that was ticked", async () => {
    await say(await fillIn(desk, ["marketing", "service_updates"], {}, "language=pt"));
    const states = await listConsentStates(desk.recado.db, [await idOf()], desk.clock.now());
    expect(states.get(await idOf())).toMatchObject({
      marketing: "given",
      service_updates: "given",
      reviews: "none",
    });
    expect((await answers())[0]).toContain("PARAR");
  });

  test("once: the same code from somebody else confirms nothing", async () => {
    const message = await fillIn(desk, ["marketing"]);
    await say(message);
    await say(message, { from: "5511933334444", name: "Dora" });
    const dora = await idOf("5511933334444");
    expect(await findConsentState(desk.recado.db, dora, "marketing", desk.clock.now())).toBe(
      "none",
    );
  });

  test("not after a day, even before the form is forgotten", async () => {
    const message = await fillIn(desk, ["marketing"]);
    desk.clock.advance(DAY);
    await say(message);
    expect(await records()).toEqual([]);
  });

  test("also where Meta's clock is behind ours", async () => {
    await say(await fillIn(desk, ["marketing"]), { at: desk.clock.now() - 90_000 });
    expect((await records()).map(({ event }) => event)).toEqual(["requested", "given"]);
    expect(
      await findConsentState(desk.recado.db, await idOf(), "marketing", desk.clock.now()),
    ).toBe("given");
  });

  test("and leaves nothing of the form behind but who confirmed it", async () => {
    await say(await fillIn(desk, ["marketing"], { name: "Clara Souza" }));
    const { db } = desk.recado;
    const [row] = await db.selectFrom("consent_submissions").selectAll().execute();
    expect(row).toMatchObject({ name: "", address: "", user_agent: "", contact_id: await idOf() });
  });

  test("a STOP that came after it ends it, in whatever order the two arrive", async () => {
    const message = await fillIn(desk, ["marketing"]);
    const at = desk.clock.now() + 60_000;
    desk.clock.advance(180_000);
    await say("STOP", { at: at + 60_000 });
    await say(message, { at });
    expect(
      await findConsentState(desk.recado.db, await idOf(), "marketing", desk.clock.now()),
    ).toBe("withdrawn");
    expect((await answers()).filter((text) => text.includes("has noted"))).toEqual([]);
  });

  test("who has said STOP before can agree anew by the form", async () => {
    await say("STOP");
    desk.clock.advance(60_000);
    const message = await fillIn(desk, ["marketing"]);
    desk.clock.advance(60_000);
    await say(message);
    expect(
      await findConsentState(desk.recado.db, await idOf(), "marketing", desk.clock.now()),
    ).toBe("given");
  });

  test("an approved text of the business's own stands there and is on record by its version", async () => {
    const now = desk.clock.now();
    const text = { purpose: "marketing", language: "en", version: 3, state: "approved" } as const;
    await desk.recado.write((tx) =>
      tx
        .insertInto("consent_texts")
        .values({
          ...text,
          body: "Yes to news of {business} from {number}. STOP ends it.",
          created_by: null,
          created_at: now,
          approved_by: null,
          approved_at: now,
          retired_at: null,
        })
        .execute(),
    );
    await say(await fillIn(desk, ["marketing"]));
    const given = (await records())[1];
    expect(given?.text_shown).toStartWith("Yes to news of Loja Azul from +1 555 078 3881.");
    expect(JSON.parse(given?.leaf ?? "{}").text).toMatchObject({ id: 1, version: 3 });
  });

  test("a purpose whose consent lasts a year ends by then", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("consent_purposes")
        .set({ expires_months: 12 })
        .where("key", "=", "marketing")
        .execute(),
    );
    await say(await fillIn(desk, ["marketing"]));
    const { db } = desk.recado;
    expect(
      await findConsentState(db, await idOf(), "marketing", desk.clock.now() + 364 * DAY),
    ).toBe("given");
    expect(
      await findConsentState(db, await idOf(), "marketing", desk.clock.now() + 366 * DAY),
    ).toBe("none");
  });
});
