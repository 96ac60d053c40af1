import { insertService } from "../../src/bookings/services.ts";
import { insertStaff } from "../../src/bookings/staff.ts";
import {
  confirmBooking,
  endBooking,
  finishBooking,
  takeSlot,
} from "../../src/bookings/take-slot.ts";
import type { Desk } from "./desk.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const shift = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];

/** Clara and Davi cut hair, Clara teaches a class; a week of bookings of the first contacts. */
export async function addBookings(desk: Desk): Promise<void> {
  const { recado, clock } = desk;
  const now = clock.now();
  const contacts = await recado.db
    .selectFrom("tickets")
    .select(["id", "contact_id"])
    .orderBy("id")
    .limit(3)
    .execute();
  const calendar = {
    hours: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift },
    timezone: "America/Sao_Paulo",
    country: "BR" as const,
    days: [],
  };
  const terms = { bufferMinutes: 15, everyMinutes: 60, daysAhead: 30, noticeMinutes: 60 };
  await recado.write(async (tx) => {
    const cut = await insertService(
      tx,
      {
        ...terms,
        name: { en: "Haircut", fr: "Coupe", pt: "Corte", es: "Corte de pelo" },
        price: { en: "R$ 80", pt: "R$ 80" },
        minutes: 45,
        capacity: 1,
      },
      now,
    );
    const course = await insertService(
      tx,
      {
        ...terms,
        name: { en: "Make-up class", pt: "Aula de maquiagem" },
        price: {},
        minutes: 90,
        capacity: 8,
      },
      now,
    );
    const both = [cut.id, course.id];
    const clara = await insertStaff(tx, { name: "Clara", calendar, serviceIds: both }, now);
    const davi = await insertStaff(tx, { name: "Davi", calendar: null, serviceIds: [cut.id] }, now);
    const today = Math.floor(now / DAY) * DAY;
    const times = [12, 13, 16, 17, 18, 36, 41, 62, 84];
    for (const [index, hours] of times.entries()) {
      const who = contacts[index % contacts.length]!;
      const service = index === 4 ? course : cut;
      const staffId = index % 3 === 1 ? davi.id : clara.id;
      const taker = {
        contactId: who.contact_id,
        ticketId: who.id,
        runId: null,
        note: index === 2 ? "Prefers scissors" : "",
      };
      const slot = { staffId: index === 4 ? clara.id : staffId, startsAt: today + hours * HOUR };
      const outcome = await takeSlot(tx, service, slot, taker, "booked", now);
      if (outcome.kind === "full") continue;
      if (index === 0) await finishBooking(tx, outcome.booking, now);
      if (index === 1) await endBooking(tx, outcome.booking, "no-show", now);
      if (index === 3) await confirmBooking(tx, outcome.booking, now);
      if (index === 5) await endBooking(tx, outcome.booking, "cancelled", now);
    }
  });
}
