import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { closeRecado, openRecado } from "../recado.ts";
import { jsonLog } from "../log.ts";
import { seedBusyDay } from "../simulator/seed-busy-day.ts";
import { seedDemo, storyClock } from "../simulator/seed-demo.ts";
import { type Command, print } from "./command.ts";

/** Tickets of a busy day. */
const BUSY_DAY = 500;

export const seed: Command = {
  name: "seed",
  summary:
    "Fills an empty desk with a small demo in the simulated channel; nothing of it reaches WhatsApp.",
  options: {
    "busy-day": { type: "boolean" },
    rules: { type: "boolean" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
  },
  help: {
    "busy-day":
      "five people, two teams, rules, SLA policies and a day of 500 tickets instead of the small demo",
    rules: "also add two keyword rules, switched on",
    yes: "even if there are contacts already",
    json: "print JSON",
  },
  run: async (config, values) => {
    const made = await fillDesk(config, {
      isBusyDay: values["busy-day"] === true,
      withRules: values.rules === true,
      isSure: values.yes === true,
    });
    print(
      values.json
        ? JSON.stringify(made)
        : `${made.contacts} customers, ${made.tickets} tickets and ${made.messages} messages. See them in the inbox.`,
    );
  },
};

export interface Seeded {
  contacts: number;
  tickets: number;
  messages: number;
  rules: number;
}

interface Filling {
  isBusyDay?: boolean;
  withRules: boolean;
  isSure: boolean;
}

/** On a clock of its own, so that the demo's two days lie in the past. @throws AppError `conflict`. */
export async function fillDesk(
  config: Config,
  { isBusyDay = false, withRules, isSure }: Filling,
): Promise<Seeded> {
  const clock = storyClock(systemClock(config.nowOffset).now());
  const recado = await openRecado(config, { clock, log: jsonLog("warn", clock) });
  try {
    if (!isSure) await requireEmptyDesk(recado.db);
    const before = await countRows(recado.db);
    if (isBusyDay) await seedBusyDay(recado, clock, { count: BUSY_DAY });
    else await seedDemo(recado, clock, { withRules });
    const after = await countRows(recado.db);
    return {
      contacts: after.contacts - before.contacts,
      tickets: after.tickets - before.tickets,
      messages: after.messages - before.messages,
      rules: after.rules - before.rules,
    };
  } finally {
    await closeRecado(recado);
  }
}

async function requireEmptyDesk(db: Db): Promise<void> {
  const contact = await db
    .selectFrom("contacts")
    .select("is_simulated")
    .orderBy("is_simulated")
    .limit(1)
    .executeTakeFirst();
  if (!contact) return;
  throw new AppError(
    "conflict",
    contact.is_simulated === 1
      ? "The simulator has customers already. Delete them on the page Simulator, or add --yes."
      : "This desk has real contacts. The demo would stand among them; add --yes if you want that.",
  );
}

async function countRows(db: Db): Promise<Seeded> {
  const count = async (table: "contacts" | "tickets" | "messages" | "bot_rules") =>
    (
      await db
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  return {
    contacts: await count("contacts"),
    tickets: await count("tickets"),
    messages: await count("messages"),
    rules: await count("bot_rules"),
  };
}
