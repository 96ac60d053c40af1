import { appointment } from "./appointment.ts";
import { booking } from "./booking.ts";
import { faq } from "./faq.ts";
import { hours } from "./hours.ts";
import { it } from "./it.ts";
import { lead } from "./lead.ts";
import { order } from "./order.ts";
import type { Pack } from "./pack.ts";
import { priceList } from "./prices.ts";
import { returns } from "./return.ts";
import { stay } from "./stay.ts";

/** All packs, in the order of the page. */
export const packs: readonly Pack[] = [
  hours,
  faq,
  order,
  returns,
  priceList,
  booking,
  appointment,
  lead,
  stay,
  it,
];

export function findPack(key: string): Pack | undefined {
  return packs.find((pack) => pack.key === key);
}
