import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { askForConsent } from "../../src/consent/ask-for-consent.ts";
import { expireConsents } from "../../src/consent/expire-consents.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { getSetting, saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { envelope, message, textWebhook } from "../support/messages.ts";

const DAY = 24 * 60 * 60 * 1000;
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** After whatever we owed to them has left us. */
async function says(text: string): Promise<void> {
  await desk.sendAll();
  await desk.deliver(textWebhook(text, { at: desk.clock.now() }));
}
const taps = (id: string, title: string, replyTo?: string) =>
  desk.deliver(
    envelope({
      messages: [
        message(
          {
            type: "interactive",
            interactive: { type: "button_reply", button_reply: { id, title } },
            ...(replyTo ? { context: { id: replyTo } } : {}),
          },
          { at: desk.clock.now() },
        ),
      ],
    }),
  );
const presses = (payload: string, text: string, replyTo?: string) =>
  desk.deliver(
    envelope({
      messages: [
        message(
          {
            type: "button",
            button: { payload, text },
            ...(replyTo ? { context: { id: replyTo } } : {}),
          },
          { at: desk.clock.now() },
        ),
      ],
    }),
  );

const state = (purpose = "marketing") =>
  findConsentState(desk.recado.db, 1, purpose, desk.clock.now());

async function said(): Promise<string[]> {
  const rows = await desk.recado.db
    .selectFrom("messages")
    .select("text")
    .where("direction", "=", "out")
    .orderBy("id")
    .execute();
  return rows.map(({ text }) => text ?? "");
}

async function lastQuestion() {
  const row = await desk.recado.db
    .selectFrom("outbox")
    .innerJoin("messages", "messages.id", "outbox.message_id")
    .select(["payload"])
    .where("purpose", "=", "consent")
    .orderBy("outbox.id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const payload = JSON.parse(row.payload) as {
    interactive: { action: { buttons: { reply: { id: string; title: string } }[] } };
  };
  const [yes, no] = payload.interactive.action.buttons.map(({ reply }) => reply);
  return { yes: yes!, no: no! };
}

const records = () =>
  desk.recado.db
    .selectFrom("consent_records")
    .select(["purpose", "event", "method", "text_hash", "leaf"])
    .orderBy("seq")
    .execute();

describe("START", () => {
  test("asks with two buttons, and Yes is consent to the very text that stood above them", async () => {
    await says("START");
    const question = await lastQuestion();
    expect(await state()).toBe("none");
    expect([question.yes.title, question.no.title]).toEqual(["Sim", "Não"]);
    await taps(question.yes.id, "Yes");
    expect(await state()).toBe("given");
    const [requested, given] = await records();
    expect(given).toMatchObject({ event: "given", method: "button", purpose: "marketing" });
    expect(given!.text_hash).toBe(requested!.text_hash);
    expect(JSON.parse(given!.leaf).text).toMatchObject({ version: 0, id: null, language: "pt" });
    const [asked, confirmed] = await said();
    expect(asked).toContain("Loja Azul me envie novidades e ofertas");
    expect(confirmed).toContain("você aceitou");
    expect(confirmed).toContain(
      "Loja Azul me envie novidades e ofertas no WhatsApp por +15550783881",
    );
    expect(confirmed).not.toContain("Responda SIM");
  });

  for (const [yes, language] of [
    ["sim", "pt"],
    ["oui", "fr"],
    ["sí", "es"],
    ["YES!", "en"],
  ] as const)
    test(`is answered in the person's language, and "${yes}" as a message is enough`, async () => {
      await says("START");
      await desk.recado.write((tx) =>
        tx.updateTable("contacts").set({ language }).where("id", "=", 1).execute(),
      );
      await says("START");
      await says(yes);
      expect(await state()).toBe("given");
      expect(JSON.parse((await records()).at(-1)!.leaf).text.language).toBe(language);
    });

  for (const no of ["no", "Non.", "não", "NO!"])
    test(`"${no}" refuses, is confirmed kindly, and nothing is asked twice`, async () => {
      await says("START");
      await says(no);
      expect((await records()).at(-1)).toMatchObject({ event: "refused", method: "keyword" });
      expect(await state()).toBe("withdrawn");
      expect((await said()).length).toBe(2);
      const before = (await records()).length;
      await says(no);
      expect((await records()).length).toBe(before);
    });

  test("a yes to something else that was said since is no consent", async () => {
    await says("START");
    await desk.recado.write(async (tx) =>
      queueReply(
        tx,
        await getTicket(tx, 1),
        textReply({ type: "agent", id: desk.people.ana }, "Shall I wrap it as a gift?"),
        desk.clock.now(),
      ),
    );
    await says("yes");
    expect(await state()).toBe("none");
  });

  test("an old Yes button asks anew instead of counting, an old No counts", async () => {
    await says("START");
    const old = await lastQuestion();
    desk.clock.advance(8 * DAY);
    await taps(old.yes.id, "Yes");
    expect(await state()).toBe("none");
    const anew = await lastQuestion();
    expect(anew.yes.id).not.toBe(old.yes.id);
    await taps(anew.yes.id, "Yes");
    expect(await state()).toBe("given");
    await taps(old.no.id, "No");
    expect(await state()).toBe("withdrawn");
  });

  test("a Yes button pressed after STOP asks anew", async () => {
    await says("START");
    const { yes } = await lastQuestion();
    await says("STOP");
    await taps(yes.id, "Yes");
    expect(await state()).not.toBe("given");
  });

  test("somebody else's button proves nothing", async () => {
    await says("START");
    const { yes } = await lastQuestion();
    const other = message(
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: yes.id, title: "Yes" } },
      },
      { from: "5511900000001", at: desk.clock.now() },
    );
    await desk.deliver(envelope({ messages: [other] }));
    expect(await state()).toBe("none");
    expect(await findConsentState(desk.recado.db, 2, "marketing", desk.clock.now())).toBe("none");
  });

  test("brings back, one after the other, what a STOP took away", async () => {
    await says("hello");
    await ask(["service_updates"]);
    await taps((await lastQuestion()).yes.id, "Yes");
    expect(await state("service_updates")).toBe("given");
    await says("STOP");
    expect(await state("service_updates")).toBe("withdrawn");
    await says("START");
    await says("yes");
    expect(await state()).toBe("given");
    expect(await state("service_updates")).toBe("none");
    await says("yes");
    expect(await state("service_updates")).toBe("given");
    expect(await state("reviews")).toBe("withdrawn");
  });
});

const ask = (purposes: string[], options = {}) =>
  desk.recado.write(async (tx) =>
    askForConsent(
      tx,
      await getTicket(tx, 1),
      purposes,
      { type: "agent", id: desk.people.ana },
      desk.clock.now(),
      options,
    ),
  );

describe("asking by an agent", () => {
  beforeEach(() => says("hello"));

  test("asks one purpose after the other, each with an answer of its own", async () => {
    expect(await ask(["marketing", "reviews"])).toBe("marketing");
    await says("no");
    expect(await state("reviews")).toBe("none");
    await says("yes");
    expect([await state("marketing"), await state("reviews")]).toEqual(["withdrawn", "given"]);
  });

  test("is refused after a STOP, noted with the reason, unless the person wished it", async () => {
    await says("STOP");
    await expect(ask(["marketing"])).rejects.toMatchObject({
      code: "consent-missing",
      key: "error.consent-missing.withdrawn",
    });
    expect(
      await desk.recado.db
        .selectFrom("consent_refusals")
        .select(["contact_id", "purpose", "reason"])
        .execute(),
    ).toEqual([{ contact_id: 1, purpose: "marketing", reason: "withdrawn" }]);
    expect(await ask(["marketing"], { isOnTheirWish: true, method: "phone" })).toBe("marketing");
  });

  test("has nothing to ask where everything is given", async () => {
    await ask(["marketing"]);
    await says("yes");
    await expect(ask(["marketing"])).rejects.toMatchObject({ key: "error.nothing-to-ask" });
    expect(await state()).toBe("given");
  });

  test("asks nobody whose data is restricted, and they are still answered", async () => {
    await desk.recado.write((tx) =>
      tx.updateTable("contacts").set({ restricted_at: desk.clock.now() }).execute(),
    );
    await expect(ask(["marketing"])).rejects.toMatchObject({
      key: "error.consent-missing.restricted",
    });
    await desk.recado.write(async (tx) =>
      queueReply(
        tx,
        await getTicket(tx, 1),
        textReply({ type: "agent", id: desk.people.ana }, "Your parcel is here."),
        desk.clock.now(),
      ),
    );
    expect(await said()).toContain("Your parcel is here.");
  });
});

describe("buttons of templates", () => {
  for (const [payload, text] of [
    ["recado:stop", "Enough"],
    ["x", "Parar promoções"],
    ["x", "Stop promotions"],
    ["STOP", "STOP"],
  ] as const)
    test(`"${text}" (${payload}) ends every purpose`, async () => {
      await says("hello");
      await presses(payload, text);
      expect(await state("marketing")).toBe("withdrawn");
      expect(await state("reviews")).toBe("withdrawn");
      expect((await records()).at(-1)).toMatchObject({ event: "withdrawn", method: "button" });
    });

  test("a button that agrees needs the text that stood above it", async () => {
    await says("hello");
    await presses("recado:agree:marketing", "I agree", "wamid.UNKNOWN");
    expect(await state()).toBe("none");
    await desk.recado.write(async (tx) => {
      const id = await queueReply(
        tx,
        await getTicket(tx, 1),
        textReply(
          { type: "agent", id: desk.people.ana },
          "May Loja Azul write to you about offers?",
        ),
        desk.clock.now(),
      );
      await tx.updateTable("messages").set({ wamid: "wamid.OURS" }).where("id", "=", id).execute();
    });
    await presses("recado:agree:marketing", "I agree", "wamid.OURS");
    expect(await state()).toBe("given");
    expect((await said()).at(-1)).toContain("May Loja Azul write to you about offers?");
  });
});

describe("a consent that expires", () => {
  test("counts no more from its time on, is on record, and what is queued stays here", async () => {
    await desk.recado.write((tx) =>
      tx
        .updateTable("consent_purposes")
        .set({ expires_months: 6 })
        .where("key", "=", "marketing")
        .execute(),
    );
    await says("START");
    await says("yes");
    await desk.recado.write(async (tx) =>
      queueReply(
        tx,
        await getTicket(tx, 1),
        {
          ...textReply({ type: "agent", id: desk.people.ana }, "Half price!"),
          purpose: "marketing",
        },
        desk.clock.now(),
      ),
    );
    desk.clock.advance(180 * DAY);
    expect(await expireConsents(desk.recado)).toBe(0);
    desk.clock.advance(5 * DAY);
    expect(await state()).toBe("none");
    expect(await expireConsents(desk.recado)).toBe(1);
    expect(await expireConsents(desk.recado)).toBe(0);
    expect((await records()).at(-1)).toMatchObject({ event: "expired", method: "expiry" });
    const queued = await desk.recado.db
      .selectFrom("outbox")
      .select(["state", "error"])
      .where("purpose", "=", "marketing")
      .execute();
    expect(queued).toEqual([{ state: "failed", error: "Not sent: the person's consent expired." }]);
  });
});

describe("who comes from an ad", () => {
  const comes = (wamid?: string) =>
    desk.deliver(
      envelope({
        messages: [
          message(
            {
              type: "text",
              text: { body: "I saw your lamps" },
              referral: {
                source_type: "ad",
                source_id: "120211",
                headline: "Lamps",
                ctwa_clid: "clid1",
              },
            },
            { at: desk.clock.now(), ...(wamid ? { wamid } : {}) },
          ),
        ],
      }),
    );
  const asksAds = () =>
    desk.recado.write(async (tx) =>
      saveSetting(
        tx,
        "consent",
        { ...(await getSetting(tx, "consent")), asksAds: true },
        desk.clock.now(),
      ),
    );

  test("is not asked unless the business wants that", async () => {
    await comes();
    expect(await records()).toEqual([]);
  });

  test("is asked once, and the ad is the evidence", async () => {
    await asksAds();
    await comes();
    await comes();
    expect(await records()).toHaveLength(1);
    expect((await records())[0]).toMatchObject({ event: "requested", method: "ad" });
    const { evidence } = await desk.recado.db
      .selectFrom("consent_private")
      .select("evidence")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(evidence).ad).toEqual({ id: "120211", headline: "Lamps", click_id: "clid1" });
    expect(await state()).toBe("none");
    await says("yes");
    expect(await state()).toBe("given");
  });
});

describe("keywords", () => {
  test("ask for their own purpose, in any spelling, at once after they are set", async () => {
    await says("PROMO");
    expect(await records()).toEqual([]);
    await desk.recado.write((tx) =>
      tx
        .insertInto("consent_keywords")
        .values({ word: "Promô", purpose: "reviews", created_at: 0 })
        .execute(),
    );
    await says("promo!");
    expect((await records())[0]).toMatchObject({ purpose: "reviews", event: "requested" });
    await says("yes");
    expect([await state("reviews"), await state("marketing")]).toEqual(["given", "none"]);
  });
});

test("a sign-up link of Meta is an agreement, reported twice it is one", async () => {
  const signUp = envelope(
    {
      user_preferences: [
        {
          wa_id: "5511987654321",
          category: "marketing_messages",
          value: "signup",
          signup_id: "1",
          timestamp: 1790000000,
        },
      ],
    },
    { field: "user_preferences" },
  );
  await desk.deliver(signUp);
  await desk.deliver(signUp);
  expect(await records()).toMatchObject([{ event: "given", method: "signup" }]);
  expect(await state()).toBe("given");
});

test("STOP words that the business chose hold, and those that each record names with them", async () => {
  await desk.recado.write(async (tx) =>
    saveSetting(
      tx,
      "consent",
      { ...(await getSetting(tx, "consent")), stopWords: ["Enough"] },
      desk.clock.now(),
    ),
  );
  await says("sair");
  expect(await state()).toBe("none");
  await says("ENOUGH!");
  expect(await state()).toBe("withdrawn");
  await says("START");
  expect(await state()).toBe("none");
  await says("baja");
  expect(await state()).toBe("withdrawn");
});

test("where STOP ends marketing alone, the rest goes on, and the person is told so", async () => {
  await says("hello");
  await ask(["service_updates"]);
  await says("yes");
  await desk.recado.write(async (tx) =>
    saveSetting(
      tx,
      "privacy",
      { ...(await getSetting(tx, "privacy")), stopEnds: "marketing" },
      desk.clock.now(),
    ),
  );
  await says("STOP");
  expect([await state(), await state("service_updates")]).toEqual(["withdrawn", "given"]);
  expect((await said()).at(-1)).not.toContain("avisos");
});

test("a purpose that was retired is asked for no more", async () => {
  await says("hello");
  await desk.recado.write((tx) =>
    tx
      .updateTable("consent_purposes")
      .set({ retired_at: 1 })
      .where("key", "=", "reviews")
      .execute(),
  );
  await expect(ask(["reviews"])).rejects.toMatchObject({ key: "error.nothing-to-ask" });
  expect(await ask(["reviews", "service_updates"])).toBe("service_updates");
});
