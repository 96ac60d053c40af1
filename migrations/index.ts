import type { Migration } from "kysely/migration";
import * as firstTables from "./0001-first-tables.ts";
import * as droppedMessages from "./0002-dropped-messages.ts";
import * as journalInOrder from "./0003-journal-in-order.ts";
import * as teamsRulesSla from "./0004-teams-rules-sla.ts";
import * as bot from "./0005-bot.ts";
import * as consent from "./0006-consent.ts";

/** Every migration in order; the names are what the data file remembers. */
export const migrations: Record<string, Migration> = {
  "0001-first-tables": firstTables,
  "0002-dropped-messages": droppedMessages,
  "0003-journal-in-order": journalInOrder,
  "0004-teams-rules-sla": teamsRulesSla,
  "0005-bot": bot,
  "0006-consent": consent,
};
