import { insertService, type ServiceInput, type ServiceRow } from "../../src/bookings/services.ts";
import { insertStaff, type StaffRow } from "../../src/bookings/staff.ts";
import type { Instant } from "../../src/db/schema.ts";
import type { Calendar } from "../../src/routing/calendar.ts";
import type { Desk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

export const haircut: ServiceInput = {
  name: { en: "Haircut", fr: "Coupe", pt: "Corte", es: "Corte de pelo" },
  price: { en: "R$ 80", pt: "R$ 80" },
  minutes: 45,
  bufferMinutes: 15,
  everyMinutes: 60,
  capacity: 1,
  daysAhead: 30,
  noticeMinutes: 60,
};

const weekday = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
export const shopHours: Calendar = {
  hours: {
    monday: weekday,
    tuesday: weekday,
    wednesday: weekday,
    thursday: weekday,
    friday: weekday,
  },
  timezone: "America/Sao_Paulo",
  country: "BR",
  days: [],
};

/** Loja Azul cuts hair: Clara and Davi do, in the shop's hours. */
export async function openSalon(
  desk: Desk,
  service: Partial<ServiceInput> = {},
  people: string[] = ["Clara", "Davi"],
  calendar: Calendar | null = shopHours,
): Promise<{ service: ServiceRow; staff: StaffRow[] }> {
  const now = desk.clock.now();
  return desk.recado.write(async (tx) => {
    const row = await insertService(tx, { ...haircut, ...service }, now);
    const staff: StaffRow[] = [];
    for (const name of people)
      staff.push(await insertStaff(tx, { name, calendar, serviceIds: [row.id] }, now));
    return { service: row, staff };
  });
}

/** A customer who has written once. */
export async function addCustomer(desk: Desk, name: string, waId: string) {
  await desk.deliver(textWebhook("Olá", { from: waId, name, at: desk.clock.now() }));
  const ticket = await desk.recado.db
    .selectFrom("tickets")
    .select(["id", "contact_id"])
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return { contactId: ticket.contact_id, ticketId: ticket.id };
}

/** "2026-09-22T10:00" on the shop's wall. */
export function at(wall: string, zone = "America/Sao_Paulo"): Instant {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}

export function wallOf(instant: Instant, zone = "America/Sao_Paulo"): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}
