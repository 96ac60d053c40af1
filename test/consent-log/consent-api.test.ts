import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf(["contacts:read", "contacts:write", "consent:read"]);
  await desk.deliver(textWebhook("Olá", { name: "Clara" }));
});
afterEach(() => desk.close());

const signUp = {
  purpose: "marketing",
  event: "given",
  method: "web-form",
  source: "loja-azul.example/newsletter",
  text: "Quero receber ofertas da Loja Azul pelo WhatsApp.",
  language: "pt",
  event_at: "2026-09-21T13:30:00Z",
  evidence: { said: "ticked the box", note: "campaign 7" },
};

const post = (change: Record<string, unknown> = {}) =>
  api.call("POST", "/contacts/1/consent", { ...signUp, ...change });

describe("A program", () => {
  test("records a consent with its words, source and evidence, and reads it back", async () => {
    const { status, body } = await post();
    expect(status).toBe(201);
    expect(body).toMatchObject({ contact_id: 1, consent: { marketing: "given", reviews: "none" } });
    expect(body.data[0]).toMatchObject({
      id: 1,
      contact_id: 1,
      purpose: "marketing",
      event: "given",
      method: "web-form",
      source: "web-form",
      text_shown: signUp.text,
      language: "pt",
      evidence: { said: "ticked the box", note: "campaign 7", source: signUp.source },
      actor: { type: "api", id: api.id },
      event_at: "2026-09-21T13:30:00.000Z",
      recorded_at: "2026-09-21T14:00:00.000Z",
    });
    expect((await api.get("/contacts/1/consent")).body).toEqual(body);
    expect((await api.get("/contacts/1")).body.consent.marketing).toBe("given");
  });

  test("may send the same record again: there is one", async () => {
    await post();
    const again = await post();
    expect([again.status, again.body.data.length]).toEqual([200, 1]);
    expect((await api.get("/consent/records")).body.data).toHaveLength(1);
  });

  test("withdraws one purpose or all of them, at once", async () => {
    await post();
    const { body } = await post({ event: "withdrawn", purpose: "*", event_at: undefined });
    expect(body.consent).toEqual({
      marketing: "withdrawn",
      service_updates: "withdrawn",
      reviews: "withdrawn",
    });
    expect(body.data).toHaveLength(3);
  });

  test("hands over a yes on the phone as a question to the person, which gives nothing yet", async () => {
    const { body } = await post({ method: "phone", text: undefined, event_at: undefined });
    expect(body.data).toMatchObject([{ event: "requested", method: "phone" }]);
    expect(body.consent.marketing).toBe("none");
  });

  test.each([
    ["no words", { text: undefined }, "text"],
    ["words without their language", { language: undefined }, "language"],
    ["words and an id at once", { text_id: 1 }, "text"],
    ["an id of no text", { text: undefined, text_id: 7 }, "text_id"],
    ["a purpose that there is not", { purpose: "parties" }, "purpose"],
    ["a yes to everything", { purpose: "*" }, "purpose"],
    ["no source", { source: undefined }, "source"],
    ["an empty source", { source: "" }, "source"],
    ["an instant to come", { event_at: "2027-01-01T00:00:00Z" }, "event_at"],
    ["a day without a time", { event_at: "2026-09-20" }, "event_at"],
    ["an event of ours", { event: "erased" }, "event"],
    ["a method of ours", { method: "import" }, "method"],
    ["a hash that is none", { evidence: { paper_sha256: "abc" } }, "evidence"],
  ])("is told what is wrong with %s, and nothing is recorded", async (_, change, field) => {
    const { status, body } = await post(change);
    expect(status).toBe(422);
    expect(body.detail).toStartWith(field);
    expect((await api.get("/consent/records")).body.data).toEqual([]);
  });

  test("lists the log in both directions, page by page and narrowed", async () => {
    for (let n = 0; n < 7; n += 1) {
      desk.clock.advance(1000);
      await post({
        event: n % 2 ? "withdrawn" : "given",
        event_at: undefined,
        purpose: n < 4 ? "marketing" : "reviews",
      });
    }
    const walk = async (query: string) => {
      const ids: number[] = [];
      for (let cursor = ""; ;) {
        const { body } = await api.get(`/consent/records?limit=2&${query}${cursor}`);
        ids.push(...body.data.map(({ id }: { id: number }) => id));
        if (body.next_cursor === null) return ids;
        cursor = `&cursor=${body.next_cursor}`;
      }
    };
    expect(await walk("")).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await walk("order=asc")).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await walk("event=given&order=asc")).toEqual([1, 3, 5, 7]);
    expect(await walk("purpose=reviews&contact_id=1")).toEqual([7, 6, 5]);
    expect(await walk("contact_id=99")).toEqual([]);
    expect(await walk("order=asc&from=2026-09-21T14:00:06Z")).toEqual([6, 7]);
    expect(await walk("to=2026-09-21T14:00:03Z")).toEqual([2, 1]);
    for (const wrong of ["event=maybe", "from=soon", "cursor=c99", "contact_id=x", "purpose=x"])
      expect((await api.get(`/consent/records?${wrong}`)).status).toBeGreaterThan(399);
  });

  test("knows the purposes with their names in four languages", async () => {
    const { body } = await api.get("/consent/purposes");
    expect(body.data[0]).toEqual({
      key: "marketing",
      names: {
        en: "News and offers",
        fr: "Nouvelles et offres",
        pt: "Novidades e ofertas",
        es: "Novedades y ofertas",
      },
      builtin: true,
      expires_months: null,
      retired: false,
    });
  });
});
