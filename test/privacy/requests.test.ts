import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { insertRule } from "../../src/bot/rules.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { openRequest } from "../../src/privacy/handle-request.ts";
import type { RequestKind } from "../../src/privacy/jurisdiction-profiles.ts";
import { getRequest } from "../../src/privacy/requests.ts";
import type { RoleRights } from "../../src/users/permissions.ts";
import { insertRole } from "../../src/users/roles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk({ timezone: "Europe/Lisbon" });
  ana = await desk.browserOf(desk.people.ana);
  await desk.deliver(textWebhook("Olá"));
});
afterEach(() => desk.close());

const ask = (kind: RequestKind, more: { receivedAt?: number; contactId?: number | null } = {}) => {
  const { recado, clock, people } = desk;
  const asked = {
    kind,
    contactId: 1,
    jurisdiction: "PT",
    source: "whatsapp",
    note: "",
    receivedAt: clock.now(),
    createdBy: people.ana,
    ...more,
  } as const;
  return recado.write((tx) => openRequest(tx, asked, clock.now()));
};

const form = { kind: "erasure", source: "letter", received: "2026-09-20", jurisdiction: "PT" };

describe("a request of a person", () => {
  test("is written down with the day it came in, and due a month after by Portuguese law", async () => {
    const answer = await ana.send("POST", "/consent/requests", {
      ...form,
      contact: "1",
      note: "x",
    });
    expect(answer.headers.get("location")).toBe("/consent/requests/1?done=request-opened");
    const request = await getRequest(desk.recado.db, 1);
    expect(request).toMatchObject({ kind: "erasure", state: "open", contact_id: 1 });
    expect(new Date(request.due_at).toISOString()).toBe("2026-10-20T22:59:59.999Z");
    const page = await parse(await ana.get("/consent/requests/1?done=request-opened"));
    expect(words(page, "#facts dd")).toContain("Tue, October 20, 2026");
    expect(words(page, "#history li").join()).toContain("Written down Ana");
  });

  test("keeps what was typed when something is missing, and says what", async () => {
    const wrong = {
      ...form,
      received: "2027-01-01",
      jurisdiction: "",
      contact: "1",
      note: "a letter",
    };
    const answer = await ana.send("POST", "/consent/requests", wrong);
    expect(answer.status).toBe(422);
    const page = await parse(answer);
    expect(words(page, ".error").join(" ")).toContain("not in the future");
    expect(words(page, ".error")).toContain("Choose a country");
    expect(page.querySelector("textarea")!.value).toBe("a letter");
  });

  test("is offered with the law of the person's own country", async () => {
    const page = await parse(await ana.get("/consent/requests/new?contact=1"));
    const chosen = page.querySelector("#jurisdiction option[selected]")!.getAttribute("value");
    // +55; the business is in Portugal.
    expect(chosen).toBe("BR");
  });

  test("to see what is kept shows it as people count it, masked for who sees no numbers", async () => {
    await ask("access");
    await ask("access");
    const page = await parse(await ana.get("/consent/requests/1"));
    expect(words(page, "#found dt")).toContain("Messages: 1");
    expect(words(page, "#found dt")).toContain("Their own requests: 2");
    expect(words(page, "#found dd").join()).toContain("+5511987654321");
    const rights: RoleRights = { scope: "all", may: ["privacy", "tickets"] };
    const role = await desk.recado.write((tx) => insertRole(tx, { name: "Privacy", rights }, 0));
    await desk.recado.write((tx) =>
      tx
        .updateTable("users")
        .set({ role: "custom", custom_role_id: role })
        .where("id", "=", desk.people.bruno)
        .execute(),
    );
    const bruno = await desk.browserOf(desk.people.bruno);
    const masked = await parse(await bruno.get("/consent/requests/1"));
    expect(words(masked, "#found dd").join()).toContain("Olá");
    expect(masked.body.textContent).not.toContain("987654321");
    expect((await bruno.get("/consent/requests/1/package")).status).toBe(403);
  });

  test("leads the list when it is overdue, and says by how many days", async () => {
    await ask("access");
    await ask("portability", { receivedAt: Date.UTC(2026, 7, 19) });
    const page = await parse(await ana.get("/consent/requests"));
    expect(words(page, ".entries strong")).toEqual(["Take their data along", "See what we keep"]);
    expect(words(page, ".entries .badge.danger")).toEqual(["2 days late"]);
    expect(words(page, ".entries .badge.neutral")).toEqual(["30 days left"]);
  });

  test("is put off once, for a reason, where the law allows it", async () => {
    await ask("access");
    const none = await ana.send("POST", "/consent/requests/1/extension", { reason: " " });
    expect(none.status).toBe(422);
    await ana.send("POST", "/consent/requests/1/extension", { reason: "Many tickets" });
    const { due_at, extended_reason } = await getRequest(desk.recado.db, 1);
    expect(new Date(due_at).toISOString()).toStartWith("2026-12-21");
    expect(extended_reason).toBe("Many tickets");
    const again = await ana.send("POST", "/consent/requests/1/extension", { reason: "Again" });
    expect(again.status).toBe(409);
  });

  test("is refused with a reason alone, and the answer tells where to complain", async () => {
    await ask("erasure");
    const path = "/consent/requests/1/outcome";
    expect((await ana.send("POST", path, { state: "refused", outcome: "" })).status).toBe(422);
    const outcome = "Invoices are kept for ten years by law";
    expect((await ana.send("POST", path, { state: "refused", outcome })).status).toBe(303);
    const page = await parse(await ana.get("/consent/requests/1?language=pt"));
    const text = page.querySelector("#answer-text")!.textContent;
    expect(text).toContain("Motivo: Invoices are kept for ten years by law.");
    expect(text).toContain("CNPD, www.cnpd.pt");
    expect(page.querySelector("#close")).toBeNull();
    expect((await ana.send("POST", path, { state: "done" })).status).toBe(409);
  });

  test("of who objects withdraws at once what was agreed to", async () => {
    const { recado, clock } = desk;
    const agreed = {
      contactId: 1,
      purpose: "marketing",
      event: "given",
      method: "in-person",
      actor: { type: "agent", id: 1 },
      eventAt: clock.now() - 1000,
    } as const;
    await recado.write((tx) => appendConsentRecord(tx, agreed, clock.now()));
    await ask("objection");
    const path = "/consent/requests/1/objection";
    expect((await ana.send("POST", path)).status).toBe(422);
    await ana.send("POST", path, { purpose: "marketing" });
    expect(await findConsentState(recado.db, 1, "marketing", clock.now())).toBe("withdrawn");
    expect(await findConsentState(recado.db, 1, "reviews", clock.now())).toBe("none");
  });

  test("can be about nobody whom we know, and is answered so", async () => {
    await ask("access", { contactId: null });
    const page = await parse(await ana.get("/consent/requests/1?answer=done&language=en"));
    expect(words(page, "h2")[0]).toContain("Nobody we know");
    expect(page.querySelector("#answer-text")!.textContent).toContain("we keep nothing about you");
  });

  test("is not for agents", async () => {
    await ask("access");
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.get("/consent/requests")).status).toBe(403);
    expect((await bruno.send("POST", "/consent/requests/1/restriction")).status).toBe(403);
  });
});

describe("a restricted person", () => {
  test("is answered by people alone: no bot, and everybody who writes to them is told", async () => {
    const { recado, clock } = desk;
    const rule = {
      name: "Hours",
      match: "contains" as const,
      phrases: ["abrem"],
      answers: { pt: "Às 9 h" },
      action: "answer" as const,
      enabled: true,
    };
    await recado.write((tx) => insertRule(tx, rule, clock.now()));
    const answers = async () =>
      (
        await recado.db
          .selectFrom("messages")
          .select("text")
          .where("direction", "=", "out")
          .execute()
      ).length;
    await desk.deliver(textWebhook("A que horas abrem?"));
    expect(await answers()).toBe(1);
    await ask("restriction");
    await ana.send("POST", "/consent/requests/1/restriction");
    await desk.deliver(textWebhook("E amanhã, abrem?"));
    expect(await answers()).toBe(1);
    const bruno = await desk.browserOf(desk.people.bruno);
    const ticket = await parse(await bruno.get("/tickets/1"));
    expect(words(ticket, "#composer .notice").join()).toContain(
      "Restricted since Mon, September 21",
    );
    const contact = await parse(await ana.get("/contacts/1"));
    expect(words(contact, "#contact > .notice").join()).toContain("Restricted since");
    expect(words(contact, "#privacy strong")).toEqual(["Only keep, do nothing with it"]);
    const seen = await parse(await bruno.get("/contacts/1"));
    expect(seen.querySelector("#privacy")).toBeNull();
  });

  test("is marked until the restriction is lifted, also after the request was closed", async () => {
    await ask("restriction");
    await ana.send("POST", "/consent/requests/1/restriction");
    const restrictedAt = async () =>
      (await desk.recado.db.selectFrom("contacts").select("restricted_at").executeTakeFirst())!
        .restricted_at;
    expect(await restrictedAt()).toBe(desk.clock.now());
    await ana.send("POST", "/consent/requests/1/outcome", { state: "done" });
    await ana.send("POST", "/consent/requests/1/restriction/end");
    expect(await restrictedAt()).toBeNull();
    const page = await parse(await ana.get("/consent/requests/1"));
    expect(words(page, "#history li").map((line) => line.split(" Ana")[0])).toEqual([
      "Written down",
      "Restricted",
      "Answered",
      "Restriction lifted",
    ]);
  });
});
