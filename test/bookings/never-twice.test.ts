import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { cellsOf, freeSeat, listTaken, slotAt } from "../../src/bookings/free-slots.ts";
import type { ServiceRow } from "../../src/bookings/services.ts";
import {
  bookHeld,
  dropHold,
  endBooking,
  moveBooking,
  restoreBooking,
  takeSlot,
  type TakeOutcome,
} from "../../src/bookings/take-slot.ts";
import { getBooking } from "../../src/bookings/bookings.ts";
import { MINUTE } from "../../src/clock.ts";
import type { Tx } from "../../src/db/open.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addCustomer, at, openSalon } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** A tenth of a release's count unless it is asked for. */
const RACES = Number(process.env.RECADO_RACES ?? 100);

/** The same numbers each time for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Racer {
  contactId: number;
  ticketId: number;
  runId: null;
}

type Take = typeof takeSlot;

/** What nobody may ever see: at any five minutes more people in a chair than there are chairs. */
async function overfull(services: readonly ServiceRow[]): Promise<string[]> {
  const rows = await desk.recado.db
    .selectFrom("bookings")
    .selectAll()
    .where("state", "in", ["booked", "done"])
    .execute();
  const cells = new Map<string, { seats: number[]; kinds: Set<string> }>();
  for (const row of rows) {
    const { from, to } = cellsOf(row.starts_at, row.busy_until);
    for (let cell = from; cell < to; cell++) {
      const key = `${row.staff_id}:${cell}`;
      const found = cells.get(key) ?? { seats: [], kinds: new Set() };
      found.seats.push(row.seat);
      found.kinds.add(`${row.service_id}@${row.starts_at}`);
      cells.set(key, found);
    }
  }
  const most = Math.max(...services.map(({ capacity }) => capacity));
  return [...cells].flatMap(([key, { seats, kinds }]) => {
    const isTwice = new Set(seats).size < seats.length;
    return isTwice || seats.length > most || kinds.size > 1 ? [`${key}: ${seats.join(",")}`] : [];
  });
}

/** Many at once: take, hold and say yes, cancel, restore, move, or let the hold go. */
async function race(
  random: (below: number) => number,
  services: readonly ServiceRow[],
  staff: readonly number[],
  racers: readonly Racer[],
  take: Take,
): Promise<void> {
  const now = desk.clock.now();
  const starts = [9, 10, 11].map((hour) => at(`2026-09-22T${String(hour).padStart(2, "0")}:00`));
  const minutes = [0, 5, 30];
  const jobs = Array.from({ length: 2 + random(19) }, () => {
    const service = services[random(services.length)]!;
    const slot = {
      staffId: staff[random(staff.length)]!,
      startsAt: starts[random(3)]! + minutes[random(3)]! * MINUTE,
    };
    const taker = racers[random(racers.length)]!;
    const kind = random(6);
    return async () => {
      const isHeld = kind >= 3;
      const outcome = await attempt((tx) =>
        take(tx, service, slot, taker, isHeld ? "held" : "booked", now),
      );
      if (outcome?.kind !== "taken") return;
      const { id } = outcome.booking;
      if (kind === 3) await desk.recado.write((tx) => dropHold(tx, id));
      else if (isHeld) await desk.recado.write((tx) => bookHeld(tx, id, now));
      if (kind === 1) await cancelAndRestore(id, service);
      if (kind === 2) await moveLater(id, service, taker);
    };
  });
  await Promise.all(jobs.map((job) => job()));

  async function cancelAndRestore(id: number, service: ServiceRow): Promise<void> {
    await desk.recado.write(async (tx) =>
      endBooking(tx, await getBooking(tx, id), "cancelled", now),
    );
    await desk.recado.write((tx) => restoreBooking(tx, id, service, now));
  }

  async function moveLater(id: number, service: ServiceRow, taker: Racer): Promise<void> {
    await desk.recado.write(async (tx) => {
      const old = await getBooking(tx, id);
      const to = { staffId: staff[random(staff.length)]!, startsAt: old.starts_at + 30 * MINUTE };
      return moveBooking(tx, old, service, to, taker, now);
    });
  }
}

/** Where the key of the table refuses, nothing was taken. */
async function attempt(take: (tx: Tx) => Promise<TakeOutcome>): Promise<TakeOutcome | undefined> {
  try {
    return await desk.recado.write(take);
  } catch (error) {
    if (/UNIQUE|CHECK|booked for something else/.test(String(error))) return undefined;
    throw error;
  }
}

async function play(seed: number, races: number, take: Take = takeSlot): Promise<string[]> {
  const cut = await openSalon(desk, {}, ["Clara", "Davi"]);
  const course = await openSalon(desk, { capacity: 3, minutes: 60, bufferMinutes: 0 }, []);
  const services = [cut.service, course.service];
  const racers = [
    { ...(await addCustomer(desk, "Maria", "5511911112222")), runId: null },
    { ...(await addCustomer(desk, "João", "5511911113333")), runId: null },
  ];
  const random = dice(seed);
  const wrong: string[] = [];
  for (let n = 0; n < races && wrong.length === 0; n++) {
    await race(
      random,
      services,
      cut.staff.map(({ id }) => id),
      racers,
      take,
    );
    wrong.push(...(await overfull(services)));
    await desk.recado.write(async (tx) => {
      await tx.deleteFrom("booking_cells").execute();
      await tx.deleteFrom("bookings").execute();
    });
  }
  return wrong;
}

/** As `takeSlot` without its look-up: whoever asks gets seat 0. */
const blindTake: Take = async (tx, service, { staffId, startsAt }, taker, state, now) => {
  const slot = slotAt(service, staffId, startsAt);
  const booking = await tx
    .insertInto("bookings")
    .values({
      service_id: service.id,
      staff_id: staffId,
      contact_id: taker.contactId,
      ticket_id: taker.ticketId,
      run_id: null,
      state,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      busy_until: slot.busyUntil,
      seat: 0,
      held_until: state === "held" ? now + 1 : null,
      uid: crypto.randomUUID(),
      token: crypto.randomUUID(),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const { from, to } = cellsOf(slot.startsAt, slot.busyUntil);
  for (let cell = from; cell < to; cell++)
    await tx
      .insertInto("booking_cells")
      .values({
        staff_id: staffId,
        cell,
        seat: 0,
        booking_id: booking.id,
        service_id: service.id,
        starts_at: startsAt,
        capacity: service.capacity,
      })
      .execute();
  return { kind: "taken", booking };
};

describe("never twice the same", () => {
  test(`${RACES} races of 2 to 20 at once never fill more seats than there are`, async () => {
    expect(await play(42, RACES)).toEqual([]);
  }, 120_000);

  test("a program that does not look is stopped by the key of the table", async () => {
    expect(await play(7, 20, blindTake)).toEqual([]);
  }, 60_000);

  test("planted: without look-up and without key, the harness finds who was booked twice", async () => {
    await desk.recado.write(async (tx) => {
      await sql.raw("DROP TRIGGER booking_cells_one_at_a_time").execute(tx);
      await sql.raw("DROP TABLE booking_cells").execute(tx);
      await sql
        .raw(
          "CREATE TABLE booking_cells (staff_id, cell, seat, booking_id REFERENCES bookings(id) ON DELETE CASCADE, service_id, starts_at, capacity)",
        )
        .execute(tx);
    });
    expect(await play(7, 20, blindTake)).not.toEqual([]);
  }, 60_000);

  test("a class takes its customers one by one and then no more, and nothing else meanwhile", async () => {
    const { service, staff } = await openSalon(desk, { capacity: 2 }, ["Clara"]);
    const other = (await openSalon(desk, {}, [])).service;
    const maria = { ...(await addCustomer(desk, "Maria", "5511911112222")), runId: null };
    const now = desk.clock.now();
    const slot = { staffId: staff[0]!.id, startsAt: at("2026-09-22T10:00") };
    const take = (what: ServiceRow, startsAt = slot.startsAt) =>
      desk.recado.write((tx) => takeSlot(tx, what, { ...slot, startsAt }, maria, "booked", now));
    expect([(await take(service)).kind, (await take(service)).kind]).toEqual(["taken", "taken"]);
    expect((await take(service)).kind).toBe("full");
    expect((await take(other)).kind).toBe("full");
    expect((await take(service, slot.startsAt + 30 * MINUTE)).kind).toBe("full");
    // 45 minutes and a pause of 15: at eleven the next one may begin.
    expect((await take(other, slot.startsAt + 60 * MINUTE)).kind).toBe("taken");
    const taken = await listTaken(
      desk.recado.db,
      staff,
      { from: slot.startsAt, to: slot.startsAt + 1 },
      now,
    );
    expect(freeSeat(service, slotAt(service, slot.staffId, slot.startsAt), taken)).toBeNull();
  });
});
