import { loadConfig } from "../../src/config.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { dryRun } from "../../src/routing/dry-run.ts";
import { environment } from "./processes.ts";
import { fiftyRules } from "./rule-inputs.ts";

/** What this prints. `longest`: milliseconds that others waited at most. */
export interface DryRunTimed {
  tickets: number;
  events: number;
  seconds: number;
  longest: number;
}

/** The dry run of a filled desk, in a process of its own; a timer beside it feels every pause. */
const recado = await openRecado(loadConfig(environment(process.argv[2] ?? "", 3000, 1)));
let longest = 0;
let last = performance.now();
const timer = setInterval(() => {
  longest = Math.max(longest, performance.now() - last);
  last = performance.now();
}, 1);
const start = performance.now();
const { tickets, events } = await dryRun(
  recado.db,
  { days: 30, rules: fiftyRules() },
  recado.clock.now(),
);
const seconds = (performance.now() - start) / 1000;
clearInterval(timer);
console.log(JSON.stringify({ tickets, events, seconds, longest } satisfies DryRunTimed));
await closeRecado(recado);
process.exit(0);
