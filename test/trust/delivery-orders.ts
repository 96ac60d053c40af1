import { PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";
import { dice } from "./battery.ts";
import type { Item, Json } from "./conversations.ts";

/** One webhook for each item, as it happened. */
export function oneByOne(items: Item[]): Json[] {
  return items.map((item) => webhookOf([item], false));
}

/** The same in another order, some twice or three times, split and merged into other webhooks. */
export function shuffled(items: Item[], seed: number): Json[] {
  const roll = dice(seed);
  const all = items.flatMap((item) =>
    Array.from({ length: roll(4) === 0 ? 2 + roll(2) : 1 }, () => item),
  );
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = roll(last + 1);
    [all[last], all[other]] = [all[other] as Item, all[last] as Item];
  }
  const webhooks: Json[] = [];
  while (all.length > 0) webhooks.push(webhookOf(all.splice(0, 1 + roll(5)), roll(2) === 0));
  return webhooks;
}

/** `isMerged`: items of one field share a value, as Meta batches them; else each has a change of its own. */
function webhookOf(items: Item[], isMerged: boolean): Json {
  const changes = isMerged
    ? [...Map.groupBy(items, (item) => item.field)].map(([field, own]) => changeWith(field, own))
    : items.map((item) => changeWith(item.field, [item]));
  return { object: "whatsapp_business_account", entry: [{ id: WABA_ID, changes }] };
}

function changeWith(field: string, items: Item[]): Json {
  const contacts = [
    ...new Map(
      items.flatMap(({ contact }) =>
        contact ? [[JSON.stringify(contact), contact] as const] : [],
      ),
    ).values(),
  ];
  const lists = [...Map.groupBy(items, (item) => item.key)].map(([key, own]) => [
    key,
    own.map(({ item }) => item),
  ]);
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: PHONE_NUMBER_ID },
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(Object.fromEntries(lists) as Json),
  };
  return { field, value };
}
