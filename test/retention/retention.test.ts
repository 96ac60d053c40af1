import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { HOUR } from "../../src/clock.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { findConsentState } from "../../src/consent/states.ts";
import { recomputeHead } from "../../src/proof/recompute.ts";
import { headOf } from "../../src/proof/log.ts";
import { runDueRetention } from "../../src/retention/run-retention.ts";
import { listRuns } from "../../src/retention/runs.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";
import { BRUNA, CARLA, days, idsOf, resolvedTicket, run } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const ana = () => desk.browserOf(desk.people.ana);
const get = async (path: string) => parse(await (await ana()).get(path));
const keep = (kinds: Record<string, number | null>, isOn = true) =>
  desk.recado.write((tx) =>
    saveSetting(
      tx,
      "retention",
      { isOn, days: kinds, changedAt: desk.clock.now() },
      desk.clock.now(),
    ),
  );
const found = async (word: string) => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM message_search WHERE message_search MATCH ${word}`.execute(
    desk.recado.db,
  );
  return rows[0]?.n;
};
const say = (contactId: number, event: "given" | "withdrawn") =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId,
        purpose: "marketing",
        event,
        method: "agent",
        actor: { type: "agent", id: 1 },
        evidence: { note: "at the counter" },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );

describe("A resolved ticket", () => {
  test("is archived after 90 quiet days: out of lists and search, but for who asks for it", async () => {
    await resolvedTicket(desk, "girassol amarelo", BRUNA);
    days(desk, 60);
    await resolvedTicket(desk, "outra coisa", CARLA);
    days(desk, 31);
    expect(await run(desk)).toEqual({ archive: 1, journal: 1 });
    expect(await run(desk)).toEqual({});
    const rows = async (query: string) => words(await get(`/inbox?${query}`), ".row strong").length;
    expect(await rows("view=resolved")).toBe(1);
    expect(await rows("view=all")).toBe(1);
    expect(await rows("view=archived")).toBe(1);
    expect(await rows("view=archived&sort=due")).toBe(1);
    const search = await get("/search?q=girassol");
    expect(words(search, "#results .row")).toHaveLength(0);
    expect(search.querySelector("#results a.button")?.getAttribute("href")).toBe(
      "/search?q=girassol&archive=1",
    );
    expect(words(await get("/search?q=girassol&archive=1"), "#results .row")).toHaveLength(1);
    expect((await (await ana()).get("/tickets/1")).status).toBe(200);
  });

  test("comes back from the archive when somebody opens it again", async () => {
    await resolvedTicket(desk, "girassol", BRUNA);
    days(desk, 91);
    await run(desk);
    await (await ana()).send("DELETE", "/tickets/1/resolution");
    expect(await desk.recado.db.selectFrom("tickets").select("archived_at").execute()).toEqual([
      { archived_at: null },
    ]);
  });

  test("comes back from the archive when its customer writes within the threading interval", async () => {
    await desk.recado.write((tx) =>
      saveSetting(tx, "threadingInterval", 48 * HOUR, desk.clock.now()),
    );
    await resolvedTicket(desk, "girassol", BRUNA);
    await keep({ archive: 1 });
    desk.clock.advance(25 * HOUR);
    expect(await run(desk)).toEqual({ archive: 1 });
    await desk.deliver(textWebhook("e o meu pedido?", { from: BRUNA, at: desk.clock.now() }));
    expect(
      await desk.recado.db.selectFrom("tickets").select(["id", "status", "archived_at"]).execute(),
    ).toEqual([{ id: 1, status: "open", archived_at: null }]);
    expect(words(await get("/inbox?view=open"), ".row strong")).toHaveLength(1);
  });

  test("is deleted a year later with all that hangs on it; open ones and other people's stay", async () => {
    await resolvedTicket(desk, "girassol amarelo", BRUNA);
    await (await ana()).send("POST", "/tickets/1/notes", { text: "likes yellow" });
    await desk.deliver(textWebhook("girassol azul", { from: CARLA, at: desk.clock.now() }));
    days(desk, 91);
    expect(await run(desk)).toMatchObject({ archive: 1 });
    days(desk, 364);
    expect((await run(desk)).tickets).toBeUndefined();
    days(desk, 2);
    expect(await run(desk)).toMatchObject({ tickets: 1 });
    expect(await idsOf(desk, "tickets")).toEqual([2]);
    expect(await idsOf(desk, "threads")).toEqual([2]);
    expect(await idsOf(desk, "notes")).toEqual([]);
    expect(await found("amarelo")).toBe(0);
    expect(await found("azul")).toBe(1);
  });

  test("is kept while its person is restricted, or has a request that is not done", async () => {
    for (const from of [BRUNA, CARLA, "5511988880003"]) await resolvedTicket(desk, "oi", from);
    const at = desk.clock.now();
    await desk.recado.write(async (tx) => {
      await tx.updateTable("contacts").set({ restricted_at: at }).where("id", "=", 1).execute();
      await tx
        .insertInto("privacy_requests")
        .values({
          kind: "access",
          state: "open",
          contact_id: 2,
          subject_reference: null,
          jurisdiction: "BR",
          received_at: at,
          due_at: at,
          extended_reason: null,
          identity_checked_at: null,
          assignee_id: null,
          outcome: null,
          reminded_at: null,
          created_by: null,
          created_at: at,
          closed_at: null,
        })
        .execute();
    });
    await keep({ archive: 1, tickets: 1, contacts: 30 });
    days(desk, 2);
    await run(desk);
    days(desk, 60);
    await run(desk);
    expect(await idsOf(desk, "tickets")).toEqual([1, 2]);
    expect(await idsOf(desk, "contacts")).toEqual([1, 2]);
    await desk.recado.write(async (tx) => {
      await tx.updateTable("contacts").set({ restricted_at: null }).execute();
      await tx.updateTable("privacy_requests").set({ closed_at: at }).execute();
    });
    await run(desk);
    expect(await idsOf(desk, "tickets")).toEqual([]);
    expect(await idsOf(desk, "contacts")).toEqual([]);
  });
});

describe("A large desk", () => {
  test("is gone through to the end, page after page, and what is younger stays", async () => {
    await resolvedTicket(desk, "um", BRUNA);
    days(desk, 91);
    const at = desk.clock.now();
    await desk.recado.write(async (tx) => {
      const n = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 950)`;
      await sql`INSERT INTO tickets
          (thread_id, contact_id, channel_id, status, last_message_at, resolved_at, created_at, updated_at)
        ${n} SELECT 1, 1, 1, 'resolved', ${at} - 9000000000 * (i % 2), 0, 0, 0 FROM n`.execute(tx);
      await sql`INSERT INTO messages
          (thread_id, ticket_id, direction, author_type, type, text, status, sent_at, created_at)
        SELECT 1, id, 'in', 'contact', 'text', 'palavra', 'received', 0, 0 FROM tickets WHERE id > 1`.execute(
        tx,
      );
      await sql`INSERT INTO webhook_events (received_at, source, body, state)
        ${n} SELECT ${at} - 9000000000 * (i <= 901), 'meta', '{}', 'processed' FROM n`.execute(tx);
    });
    expect(await run(desk, true)).toEqual({ archive: 476, journal: 902 });
    expect(await run(desk)).toEqual({ archive: 476, journal: 902 });
    expect(await idsOf(desk, "webhook_events")).toHaveLength(49);
    await keep({ tickets: 1 });
    days(desk, 2);
    expect(await run(desk)).toEqual({ tickets: 476 });
    expect(await idsOf(desk, "tickets")).toHaveLength(475);
    expect(await found("palavra")).toBe(475);
  });
});

describe("The lists", () => {
  const planOf = async (condition: string) => {
    const { rows } = await sql<{ detail: string }>`
      EXPLAIN QUERY PLAN SELECT id FROM tickets WHERE ${sql.raw(condition)}
      ORDER BY last_message_at DESC, id DESC LIMIT 51`.execute(desk.recado.db);
    return rows.map(({ detail }) => detail).join();
  };

  test("of what is resolved and of the archive never walk past the other", async () => {
    expect(await planOf("status = 'resolved' AND archived_at IS NULL")).toContain(
      "tickets_resolved",
    );
    expect(await planOf("archived_at IS NOT NULL")).toContain("tickets_archive_list");
  });
});

describe("The journal", () => {
  test("is forgotten after 90 days, but for what still waits to be worked through", async () => {
    await resolvedTicket(desk, "um", BRUNA);
    await resolvedTicket(desk, "dois", CARLA);
    await desk.recado.write((tx) =>
      tx.updateTable("webhook_events").set({ state: "received" }).where("id", "=", 1).execute(),
    );
    days(desk, 91);
    expect(await run(desk)).toMatchObject({ journal: 1 });
    expect(await idsOf(desk, "webhook_events")).toEqual([1]);
  });
});

describe("Proof of consent", () => {
  test("loses the name three years after somebody agreed to nothing any more, never the withdrawal", async () => {
    await resolvedTicket(desk, "um", BRUNA);
    await resolvedTicket(desk, "dois", CARLA);
    await say(1, "given");
    await say(2, "given");
    days(desk, 500);
    await say(1, "withdrawn");
    days(desk, 1094);
    expect((await run(desk, true)).consent).toBeUndefined();
    days(desk, 2);
    expect(await run(desk)).toMatchObject({ consent: 1 });
    const { db } = desk.recado;
    expect(await db.selectFrom("consent_private").select("seq").execute()).toEqual([{ seq: 2 }]);
    expect(await findConsentState(db, 1, "marketing", desk.clock.now())).toBe("withdrawn");
    expect(await recomputeHead(db, "consent", 3)).toEqual(await headOf(db, "consent"));
    expect(await run(desk)).toEqual({});
  });

  test("cannot be set to less than two years", async () => {
    const page = await ana();
    const refused = await page.send("POST", "/consent/retention", { consent: "729", notices: "" });
    expect(refused.status).toBe(422);
    const shown = await parse(refused);
    expect(shown.querySelector("#consent")?.getAttribute("value")).toBe("729");
    expect(words(shown, ".field.has-error label")).toHaveLength(2);
  });
});

describe("What hangs on nobody's ticket", () => {
  test("goes in its own time: closed requests and past bookings, never open or coming ones", async () => {
    await resolvedTicket(desk, "um", BRUNA);
    const now = desk.clock.now();
    await desk.recado.write(async (tx) => {
      for (const closed of [now, null])
        await sql`INSERT INTO privacy_requests
            (kind, state, contact_id, jurisdiction, received_at, due_at, created_at, closed_at)
          VALUES ('access', 'done', NULL, 'FR', ${now}, ${now}, ${now}, ${closed})`.execute(tx);
      await sql`INSERT INTO booking_services (name, minutes, every_minutes, days_ahead, position, created_at, updated_at)
        VALUES ('{}', 30, 30, 30, 1, ${now}, ${now})`.execute(tx);
      await sql`INSERT INTO booking_staff (name, service_ids, feed_token, position, created_at, updated_at)
        VALUES ('Clara', '[1]', 'x', 1, ${now}, ${now})`.execute(tx);
      for (const at of [now, now + 700 * 86_400_000])
        await sql`INSERT INTO bookings
            (service_id, staff_id, contact_id, state, starts_at, ends_at, busy_until, seat, uid, created_at, updated_at)
          VALUES (1, 1, 1, 'booked', ${at}, ${at}, ${at}, 0, ${String(at)}, ${now}, ${now})`.execute(
          tx,
        );
    });
    await keep({ requests: 365, bookings: 30, archive: null, journal: null });
    days(desk, 31);
    expect(await run(desk)).toEqual({ bookings: 1 });
    days(desk, 335);
    expect(await run(desk)).toEqual({ requests: 1 });
    expect(await desk.recado.db.selectFrom("privacy_requests").select("id").execute()).toEqual([
      { id: 2 },
    ]);
  });
});

describe("Files", () => {
  test("of resolved tickets go, and the message stays", async () => {
    await resolvedTicket(desk, "foto", BRUNA);
    await desk.deliver(textWebhook("foto", { from: CARLA, at: desk.clock.now() }));
    const messages = await idsOf(desk, "messages");
    await desk.recado.write((tx) =>
      tx
        .insertInto("media")
        .values(
          messages.map((id) => ({
            message_id: id,
            meta_id: null,
            mime_type: "image/png",
            sha256: null,
            filename: null,
            file: `file-of-${id}`,
            thumbnail: null,
            byte_size: 1,
            width: null,
            height: null,
            state: "ready" as const,
            error: null,
            next_attempt_at: null,
            expires_at: null,
            created_at: desk.clock.now(),
          })),
        )
        .execute(),
    );
    await keep({ files: 30, archive: null });
    days(desk, 31);
    expect(await run(desk)).toEqual({ files: 1 });
    const media = await desk.recado.db.selectFrom("media").select(["file", "state"]).execute();
    expect(media).toEqual([
      { file: null, state: "expired" },
      { file: `file-of-${messages[1]}`, state: "ready" },
    ]);
    expect(await idsOf(desk, "messages")).toEqual(messages);
  });
});

describe("Nothing is deleted", () => {
  test("before somebody has seen what would be, and switched it on", async () => {
    await resolvedTicket(desk, "um", BRUNA);
    days(desk, 91);
    await runDueRetention(desk.recado);
    expect(await listRuns(desk.recado.db, 5)).toEqual([]);
    const page = await ana();
    const first = await page.send("POST", "/consent/retention/activation", { seen: "1" });
    expect(first.headers.get("location")).toContain("retention-first");
    await page.send("POST", "/consent/retention/trials");
    const shown = await get("/consent/retention");
    expect(words(shown, ".retention-tally").join()).toContain("Tickets to the archive");
    expect(shown.querySelector(".retention-samples a")?.getAttribute("href")).toBe("/tickets/1");
    expect(await idsOf(desk, "webhook_events")).toEqual([1]);
    const on = await page.send("POST", "/consent/retention/activation", { seen: "1" });
    expect(on.headers.get("location")).toContain("retention-on");
    // 14:00 UTC is 11:00 in São Paulo.
    await runDueRetention(desk.recado);
    expect(await listRuns(desk.recado.db, 5)).toEqual([]);
    desk.clock.advance(16 * HOUR);
    await runDueRetention(desk.recado);
    await runDueRetention(desk.recado);
    expect(await listRuns(desk.recado.db, 5)).toHaveLength(1);
    expect(await idsOf(desk, "webhook_events")).toEqual([]);
  });

  test("twice a night; but what a restart cut off goes on at once", async () => {
    await keep({});
    const at = desk.clock.now();
    const cut = { is_dry_run: 0 as const, started_by: null, error: null, finished_at: null };
    await desk.recado.write((tx) =>
      tx
        .insertInto("retention_runs")
        .values({ ...cut, started_at: at })
        .execute(),
    );
    expect(words(await get("/consent/retention"), "#runs").join()).toContain("ended before");
    await runDueRetention(desk.recado);
    await runDueRetention(desk.recado);
    expect(await listRuns(desk.recado.db, 5)).toHaveLength(2);
  });

  test("by times that were changed since: they have to be looked at again", async () => {
    const page = await ana();
    await page.send("POST", "/consent/retention/trials");
    await page.send("POST", "/consent/retention/activation", { seen: "1" });
    desk.clock.advance(1000);
    const times = { archive: "30", tickets: "", consent: "730", notices: "90", exports: "365" };
    expect((await page.send("POST", "/consent/retention", times)).status).toBe(303);
    const again = await page.send("POST", "/consent/retention/activation", { seen: "1" });
    expect(again.headers.get("location")).toContain("retention-first");
  });

  test("by an auditor, who reads the times", async () => {
    await desk.recado.write((tx) => tx.updateTable("users").set({ role: "auditor" }).execute());
    const bruno = await desk.browserOf(desk.people.bruno);
    const shown = await parse(await bruno.get("/consent/retention"));
    expect(shown.querySelectorAll("#times fieldset[disabled]")).toHaveLength(3);
    expect(shown.querySelectorAll("main button")).toHaveLength(0);
    for (const path of ["", "/trials", "/activation", "/pause"])
      expect((await bruno.send("POST", `/consent/retention${path}`)).status).toBe(403);
  });
});
