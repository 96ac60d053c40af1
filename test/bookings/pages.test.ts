import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { takeSlot } from "../../src/bookings/take-slot.ts";
import { insertRole } from "../../src/users/roles.ts";
import { insertUser } from "../../src/users/users.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse } from "../support/html.ts";
import { addCustomer, at, openSalon } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function bookMaria() {
  const { service, staff } = await openSalon(desk, {}, ["Clara"]);
  const maria = await addCustomer(desk, "Maria Souza", "5511911112222");
  const slot = { staffId: staff[0]!.id, startsAt: at("2026-09-22T15:00") };
  const outcome = await desk.recado.write((tx) =>
    takeSlot(tx, service, slot, { ...maria, runId: null }, "booked", desk.clock.now()),
  );
  if (outcome.kind !== "taken") throw new Error("full");
  return { maria, service, staff: staff[0]!, id: outcome.booking.id };
}

const states = async () =>
  (
    await desk.recado.db
      .selectFrom("bookings")
      .select(["state", "starts_at"])
      .orderBy("id")
      .execute()
  ).map(({ state }) => state);

describe("the pages of bookings", () => {
  test("an empty desk says what to do first", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    const html = await parse(await ana.get("/bookings"));
    const links = [...html.querySelectorAll(".booking-steps a")].map((a) => a.getAttribute("href"));
    expect(links).toEqual(["/bookings/services/new", "/bookings/staff/new", "/bot/packs"]);
  });

  test("who is not within somebody's scope has no name, no note and no page there", async () => {
    const { id } = await bookMaria();
    const now = desk.clock.now();
    const account = await desk.recado.write((tx) =>
      insertUser(
        tx,
        {
          email: "davi@loja-azul.example",
          name: "Davi",
          role: "account-manager",
          passwordHash: "x",
          language: "en",
        },
        now,
      ),
    );
    const davi = await desk.browserOf(account);
    const said = await (await davi.get("/bookings?date=2026-09-22")).text();
    expect(said).toContain("A customer of colleagues");
    expect(said).not.toMatch(/Maria|91111/);
    expect((await davi.get(`/bookings/${id}`)).status).toBe(404);
    expect((await davi.send("PUT", `/bookings/${id}/state`, { state: "cancelled" })).status).toBe(
      404,
    );
    expect((await davi.send("POST", `/bookings/${id}/time`, { time: "1" })).status).toBe(404);
    const form = {
      contact: "1",
      service: "1",
      person: "any",
      date: "2026-09-22",
      time: String(at("2026-09-22T16:00")),
    };
    expect((await davi.send("POST", "/bookings", form)).status).toBe(422);
    expect(await states()).toEqual(["booked"]);
  });

  test("the address of the feed is for who sees all tickets: it names whoever comes", async () => {
    const { staff } = await bookMaria();
    const helper = await desk.recado.write(async (tx) => {
      const rights = { scope: "none" as const, may: ["bot" as const] };
      const customRoleId = await insertRole(tx, { name: "Bot keepers", rights }, 1);
      const person = { email: "eva@loja-azul.example", name: "Eva", passwordHash: "x" };
      return insertUser(tx, { ...person, role: "custom", customRoleId, language: "en" }, 1);
    });
    const page = async (who: number) =>
      (await (await desk.browserOf(who)).get(`/bookings/staff/${staff.id}`)).text();
    expect(await page(desk.people.ana)).toContain("/c/calendar/");
    expect(await page(helper)).not.toContain("/c/calendar/");
  });

  test("numbers are masked for whom they are", async () => {
    const { id } = await bookMaria();
    const role = await desk.recado.write(async (tx) => {
      const rights = { scope: "all" as const, may: ["tickets" as const, "reply" as const] };
      const customRoleId = await insertRole(tx, { name: "Helpers", rights }, desk.clock.now());
      const person = {
        email: "eva@loja-azul.example",
        name: "Eva",
        passwordHash: "x",
        language: "en" as const,
      };
      return insertUser(tx, { ...person, role: "custom", customRoleId }, desk.clock.now());
    });
    const eva = await desk.browserOf(role);
    expect(await (await eva.get(`/bookings/${id}`)).text()).toContain("+55 11 ••••• 2222");
    const ana = await desk.browserOf(desk.people.ana);
    expect(await (await ana.get(`/bookings/${id}`)).text()).toContain(
      "+55 11 91111-2222".replace("-", " "),
    );
    const found = await (await eva.send("POST", "/bookings/draft", { typed: "91111" })).text();
    expect(found).not.toContain("Maria");
  });

  test("somebody is booked by hand, once", async () => {
    const { maria, service, staff } = await bookMaria();
    const bruno = await desk.browserOf(desk.people.bruno);
    const form = {
      contact: String(maria.contactId),
      service: String(service.id),
      person: String(staff.id),
      date: "2026-09-23",
      time: String(at("2026-09-23T10:00")),
      note: "By phone",
    };
    const done = await bruno.send("POST", "/bookings", form);
    expect(done.headers.get("location")).toBe("/bookings?date=2026-09-23&done=new&booking=2");
    const again = await bruno.send("POST", "/bookings", form);
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("This time has just been taken.");
    expect(await states()).toEqual(["booked", "booked"]);
  });

  test("a booking is moved, cancelled with a way back, and a taken time is not given twice", async () => {
    const { id, maria, service, staff } = await bookMaria();
    const bruno = await desk.browserOf(desk.people.bruno);
    const moved = await bruno.send("POST", `/bookings/${id}/time`, {
      service: String(service.id),
      person: "any",
      date: "2026-09-22",
      time: String(at("2026-09-22T16:00")),
    });
    expect(moved.headers.get("location")).toBe("/bookings?date=2026-09-22&done=moved&booking=2");
    expect(await states()).toEqual(["moved", "booked"]);
    const address = "/bookings/2/state?view=day&date=2026-09-22";
    const cancelled = await (await bruno.send("PUT", address, { state: "cancelled" })).text();
    expect(cancelled).toContain("Undo");
    const slot = { staffId: staff.id, startsAt: at("2026-09-22T16:00") };
    await desk.recado.write((tx) =>
      takeSlot(tx, service, slot, { ...maria, runId: null }, "booked", desk.clock.now()),
    );
    const undone = await bruno.send("PUT", address, { state: "booked" }, { "hx-request": "true" });
    expect(undone.status).toBe(409);
    expect(await undone.text()).toContain("This time has just been taken.");
    expect(await states()).toEqual(["moved", "cancelled", "booked"]);
  });

  test("what was moved goes back, and the simulator takes no real time", async () => {
    const { id, service, staff } = await bookMaria();
    const bruno = await desk.browserOf(desk.people.bruno);
    const form = { service: String(service.id), person: "any", date: "2026-09-22" };
    const time = String(at("2026-09-22T16:00"));
    await bruno.send("POST", `/bookings/${id}/time`, { ...form, time });
    const back = await bruno.send("DELETE", "/bookings/2/time", {}, { "hx-request": "true" });
    expect(back.headers.get("hx-redirect")).toBe("/bookings?date=2026-09-22&done=back&booking=3");
    const booked = await desk.recado.db
      .selectFrom("bookings")
      .selectAll()
      .where("state", "=", "booked")
      .executeTakeFirstOrThrow();
    expect([booked.starts_at, booked.sequence]).toEqual([at("2026-09-22T15:00"), 2]);
    const joao = await addCustomer(desk, "João", "5511911113333");
    const now = desk.clock.now();
    const slot = { staffId: staff.id, startsAt: at("2026-09-22T10:00") };
    const take = () =>
      desk.recado.write((tx) =>
        takeSlot(tx, service, slot, { ...joao, runId: null }, "booked", now),
      );
    const setSimulated = (flag: 0 | 1) =>
      desk.recado.write((tx) =>
        tx
          .updateTable("contacts")
          .set({ is_simulated: flag })
          .where("id", "=", joao.contactId)
          .execute(),
      );
    await setSimulated(1);
    expect([(await take()).kind, (await take()).kind]).toEqual(["taken", "full"]);
    const ana = await desk.browserOf(desk.people.ana);
    expect(await (await ana.get("/bookings?date=2026-09-22")).text()).toContain("Simulated");
    expect(await (await desk.send(`/c/calendar/${staff.feed_token}.ics`)).text()).not.toContain(
      "João",
    );
    const maria = { contactId: booked.contact_id, ticketId: booked.ticket_id, runId: null };
    const real = await desk.recado.write((tx) => takeSlot(tx, service, slot, maria, "booked", now));
    expect(real.kind).toBe("taken");
  });

  test("a service is refused with its reason beside the field, and kept as it was written", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    const form = {
      "name.en": "Haircut",
      minutes: "7",
      bufferMinutes: "0",
      everyMinutes: "30",
      capacity: "1",
      daysAhead: "30",
      noticeMinutes: "60",
    };
    const refused = await ana.send("POST", "/bookings/services", form);
    expect(refused.status).toBe(422);
    const html = await parse(refused);
    expect(html.querySelector("#minutes-error")?.textContent).toBe(
      "A number from 5 to 720, in steps of 5.",
    );
    expect(html.querySelector("#minutes")?.getAttribute("value")).toBe("7");
    const saved = await ana.send("POST", "/bookings/services", { ...form, minutes: "45" });
    expect(saved.headers.get("location")).toBe("/bookings/services?done=1");
    const bruno = await desk.browserOf(desk.people.bruno);
    expect((await bruno.get("/bookings/services")).status).toBe(403);
  });

  test("where the business is always open, a new person is asked for hours of their own", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    const html = await parse(await ana.get("/bookings/staff/new"));
    const chosen = (name: string) =>
      html.querySelector(`input[name="${name}"][checked]`)?.getAttribute("value");
    expect([chosen("calendar"), chosen("hours")]).toEqual(["own", "own"]);
    const from = html.querySelector('input[name="monday.from"]')?.getAttribute("value");
    expect(from).toBe("09:00");
  });

  test("who is booked gets hours of their own, and a new address for their feed", async () => {
    const { staff } = await bookMaria();
    const ana = await desk.browserOf(desk.people.ana);
    const before = await (await ana.get(`/bookings/staff/${staff.id}`)).text();
    expect(before).toContain(`/c/calendar/${staff.feed_token}.ics`);
    await ana.send("POST", `/bookings/staff/${staff.id}/feed`);
    expect((await desk.send(`/c/calendar/${staff.feed_token}.ics`)).status).toBe(404);
    const saved = await ana.send("POST", `/bookings/staff/${staff.id}`, {
      name: "Clara",
      service: "1",
      calendar: "own",
      timezone: "America/Sao_Paulo",
      hours: "own",
      "saturday.from": "10:00",
      "saturday.to": "14:00",
    });
    expect(saved.headers.get("location")).toBe(`/bookings/staff?done=${staff.id}`);
    const draft = await (
      await ana.send("POST", "/bookings/draft", { service: "1", date: "2026-09-26" })
    ).text();
    expect([...draft.matchAll(/<span>(\d\d:\d\d)<\/span>/g)].map(([, time]) => time)).toEqual([
      "10:00",
      "11:00",
      "12:00",
      "13:00",
    ]);
  });
});
