import { parseArgs } from "node:util";
import { benchAck } from "./ack.ts";
import { benchAnswer } from "./answer.ts";
import { benchConsentExport } from "./consent-export.ts";
import { benchConsent } from "./consent.ts";
import { benchDrain } from "./drain.ts";
import { benchLoad } from "./load.ts";
import { benchPages } from "./pages.ts";
import { benchRules } from "./rules.ts";
import { benchSla } from "./sla.ts";
import { benchUnderstand } from "./understand.ts";
import { hasBinary } from "./processes.ts";

const usage = `npm run bench [-- PART…] [--seconds N] [--rounds N]

Ratios measured in one run, rounds interleaved, medians; the load comes from a
process of its own. Absolute figures depend on the machine, ratios hardly do.

  ack      (a) webhook acknowledgement beside a bare server
  load     (b) 1,000 updates a second, held; (e) memory
  drain    (b) the most drained a second beside raw SQL
  answer   (c) webhook to rule answer beside a bare handler
  rules    what 50 routing rules cost a message; a dry run of a month
  sla      a tick of the SLA clocks at 1 and 100 thousand open
  understand  what a match costs among 500 intents; figures of the labelled set
  consent  a record of the consent log, and the gate, at 1,000 and 1,000,000
  consent-export  exports and their verification, from 1 record to 1,000,000
  pages    (d) inbox and ticket at 10 and 100 thousand messages

  --seconds N   how long a measurement lasts (load: 60, others: 8)
  --rounds N    interleaved rounds (3)`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { seconds: { type: "string" }, rounds: { type: "string" }, help: { type: "boolean" } },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const seconds = values.seconds ? Number(values.seconds) : undefined;
const rounds = Number(values.rounds ?? 3);
const parts: Record<string, () => Promise<void>> = {
  ack: () => benchAck({ seconds: seconds ?? 8, rounds }),
  load: async () => {
    await benchLoad({ seconds: seconds ?? 60, form: "source" });
    if (hasBinary()) await benchLoad({ seconds: seconds ?? 60, form: "binary" });
  },
  drain: () => benchDrain({ seconds: seconds ?? 8, rounds }),
  answer: () => benchAnswer({ seconds: seconds ?? 8, rounds }),
  rules: () => benchRules({ rounds }),
  sla: () => benchSla({ ticks: (seconds ?? 8) * 30, rounds }),
  understand: async () => benchUnderstand({ rounds }),
  consent: () => benchConsent({ rounds }),
  "consent-export": () => benchConsentExport(),
  pages: () => benchPages({ seconds: seconds ?? 8, rounds }),
};
for (const name of positionals)
  if (!parts[name]) throw new Error(`There is no part "${name}".\n\n${usage}`);
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) await part();
}
process.exit(0);
