import {
  type PageFault,
  pageFaults,
  type PhonePerson,
  type Simulation,
} from "../../views/simulator/types.ts";
import type { Viewer } from "../../views/layout.tsx";
import { formatPhone } from "../contacts/phone.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { readChecklist } from "./checklist.ts";
import { findConversation } from "./conversation.ts";
import { cast, listPeople, newPerson, type SimulatedPerson } from "./people.ts";
import { readPhone } from "./read-phone.ts";

/** How many besides the cast the page offers. */
const MOST_OTHERS = 10;

/** Everything the page shows of one customer's phone. */
export async function readSimulation(
  recado: Recado,
  person: SimulatedPerson,
  me: Viewer,
): Promise<Simulation> {
  const { db, clock } = recado;
  const business = await getSetting(db, "business");
  const reader = {
    t: me.t,
    language: me.language,
    timezone: business?.timezone ?? "UTC",
    now: clock.now(),
  };
  const conversation = await findConversation(db, person);
  const names = { customer: person.name, business: business?.name ?? "Recado" };
  const describe = (one: SimulatedPerson) => phonePerson(one, me);
  // Whoever is shown stands with the cast, where they are seen.
  const front = cast.some(({ key }) => key === person.key) ? cast : [...cast, person];
  const others = (await listPeople(db)).filter(({ key }) => !front.some((one) => one.key === key));
  return {
    business: names.business,
    person: describe(person),
    people: front.map(describe),
    others: others.slice(0, MOST_OTHERS).map(describe),
    newPerson: (await newPerson(db)).key,
    bubbles: conversation ? await readPhone(recado, conversation.thread, names, reader) : [],
    ticket: conversation?.ticket ?? null,
    fault: currentFault(recado),
    usesDrafts: (await getSetting(db, "bot")).simulatesDrafts ?? false,
    checklist: await readChecklist(db),
  };
}

function phonePerson({ key, name, waId, username }: SimulatedPerson, { t }: Viewer): PhonePerson {
  const hidden = username ? t("simulator.username-only", { username }) : key;
  return { key, name, subtitle: waId ? formatPhone(`+${waId}`) : hidden };
}

function currentFault({ fakeGraph }: Recado): PageFault | null {
  const kind = fakeGraph.faults.current()?.kind;
  return pageFaults.find((fault) => fault === kind) ?? null;
}
