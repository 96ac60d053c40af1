import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { GateReason } from "../../src/consent/gate.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { startSending } from "../../src/consent/start-sending.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { suppress } from "../../src/privacy/suppress.ts";
import { saveSetting, getSetting } from "../../src/settings/settings.ts";
import { purposeOfTemplate } from "../../src/templates/template-purpose.ts";
import { claimOutbox } from "../../src/whatsapp/claim-outbox.ts";
import { rateLimits } from "../../src/whatsapp/rate-limits.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { at: desk.clock.now() }));
});
afterEach(() => desk.close());

const give = (purpose = "marketing", expiresAt: number | null = null) =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose,
        event: "given",
        method: "web-form",
        actor: { type: "contact" },
        eventAt: desk.clock.now(),
        expiresAt,
      },
      desk.clock.now(),
    ),
  );
const queue = (purpose: string) =>
  desk.recado.write(async (tx) =>
    queueReply(
      tx,
      await getTicket(tx, 1),
      { ...textReply({ type: "agent", id: desk.people.ana }, "Half price!"), purpose },
      desk.clock.now(),
    ),
  );
const refusals = () =>
  desk.recado.db
    .selectFrom("consent_refusals")
    .select(["purpose", "reason", "message_id"])
    .execute();
const change = (columns: { restricted_at: number }) =>
  desk.recado.write((tx) => tx.updateTable("contacts").set(columns).execute());

describe("the gate refuses with the reason, and keeps it", () => {
  const cases: Record<GateReason, () => Promise<unknown>> = {
    none: async () => {},
    withdrawn: () => desk.deliver(textWebhook("STOP", { at: desk.clock.now() })),
    expired: () => give("marketing", desk.clock.now()),
    restricted: async () => {
      await give();
      await change({ restricted_at: desk.clock.now() });
    },
    suppressed: async () => {
      await give();
      await desk.recado.write((tx) =>
        suppress(tx, { phone: "+5511987654321" }, "by-hand", desk.clock.now()),
      );
    },
  };
  for (const [reason, prepare] of Object.entries(cases) as [GateReason, () => Promise<unknown>][])
    test(reason, async () => {
      await prepare();
      await expect(queue("marketing")).rejects.toMatchObject({
        code: "consent-missing",
        key: `error.consent-missing.${reason}`,
      });
      expect(await refusals()).toEqual([{ purpose: "marketing", reason, message_id: null }]);
      await queue("service");
    });
});

test("each purpose needs its own consent", async () => {
  await give("marketing");
  await queue("marketing");
  await expect(queue("reviews")).rejects.toMatchObject({ code: "consent-missing" });
  await expect(queue("service_updates")).rejects.toMatchObject({ code: "consent-missing" });
});

test("what was queued in time and is claimed too late is held back, and people read why", async () => {
  await give("marketing", desk.clock.now() + 1000);
  const id = await queue("marketing");
  desk.clock.advance(2000);
  desk.work.sender.kick();
  await until(async () => (await refusals()).length > 0);
  expect(await refusals()).toEqual([{ purpose: "marketing", reason: "expired", message_id: id }]);
  const ana = await desk.browserOf(desk.people.ana);
  expect(await (await ana.get("/tickets/1")).text()).toContain("consent has expired");
});

test("a request that begins after a STOP does not begin", async () => {
  await give();
  const id = await queue("marketing");
  await desk.deliver(textWebhook("STOP", { at: desk.clock.now() }));
  let begun = 0;
  const leaving = { contactId: 1, messageId: id, purpose: "marketing" };
  const start = async () => void (begun += 1);
  expect(await startSending(desk.recado, leaving, start)).toEqual({ heldBack: "withdrawn" });
  expect(begun).toBe(0);
  await startSending(desk.recado, { ...leaving, purpose: "service" }, start);
  expect(begun).toBe(1);
});

test("error 131050 from Graph is a withdrawal, once", async () => {
  await give();
  const optedOut = {
    kind: "failed",
    code: 131050,
    detail: "User opted out",
    stopsChannel: false,
  } as const;
  desk.recado.graph = { ...desk.recado.graph, sendMessage: async () => optedOut };
  await queue("marketing");
  desk.work.sender.kick();
  await until(
    async () =>
      (await findConsentState(desk.recado.db, 1, "marketing", desk.clock.now())) === "withdrawn",
  );
  const records = await desk.recado.db
    .selectFrom("consent_records")
    .select("method")
    .where("event", "=", "withdrawn")
    .execute();
  expect(records).toEqual([{ method: "meta-131050" }]);
});

test("a template that is no marketing may be given a purpose", async () => {
  const row = { name: "order_update", category: "UTILITY" };
  const purpose = (template: { name: string; category: string }) =>
    purposeOfTemplate(desk.recado.db, template);
  expect(await purpose(row)).toBe("service");
  await desk.recado.write(async (tx) =>
    saveSetting(
      tx,
      "consent",
      {
        ...(await getSetting(tx, "consent")),
        templatePurposes: { order_update: "service_updates", promo: "reviews" },
      },
      desk.clock.now(),
    ),
  );
  expect(await purpose(row)).toBe("service_updates");
  expect(await purpose({ name: "promo", category: "MARKETING" })).toBe("marketing");
});

describe("a template without a purpose, once the window is closed,", () => {
  const template = () =>
    desk.recado.write(async (tx) =>
      queueReply(
        tx,
        await getTicket(tx, 1),
        {
          author: { type: "agent", id: desk.people.ana },
          type: "template",
          text: "Your order is here.",
          payload: { type: "template", template: { name: "ready", language: { code: "en" } } },
          isTemplate: true,
        },
        desk.clock.now(),
      ),
    );
  beforeEach(() => desk.clock.advance(25 * 60 * 60 * 1000));

  test("may leave: it tells of what the person asked for", async () => {
    expect(await template()).toBeGreaterThan(0);
  });

  test("is held back where the person's data is restricted", async () => {
    await change({ restricted_at: desk.clock.now() });
    await expect(template()).rejects.toMatchObject({ key: "error.consent-missing.restricted" });
  });

  test("is held back from who must not be written to, also after it was queued", async () => {
    await desk.work.sender.stop(1_000);
    await template();
    const who = { phone: "+5511987654321" };
    await desk.recado.write((tx) => suppress(tx, who, "by-hand", desk.clock.now()));
    await expect(template()).rejects.toMatchObject({ key: "error.consent-missing.suppressed" });
    const { claimed } = await desk.recado.write((tx) =>
      claimOutbox(tx, rateLimits(), desk.clock.now()),
    );
    expect(claimed).toEqual([]);
    expect((await refusals()).map(({ reason }) => reason)).toEqual(["suppressed", "suppressed"]);
  });
});
