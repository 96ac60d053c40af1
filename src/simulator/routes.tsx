/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { firstNameOf } from "../../views/simulator/phone.tsx";
import { SimulatorPage, SimulatorParts } from "../../views/simulator/simulator-page.tsx";
import { pageFaults } from "../../views/simulator/types.ts";
import type { TextKey } from "../../views/i18n.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf, viewerOf } from "../http/frame.ts";
import { isFragment } from "../http/request.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import { announce } from "../inbox/announce.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { findConversation } from "./conversation.ts";
import { actions, type Customers, simulatedCustomers } from "./customer.ts";
import { leapThread } from "./move-time.ts";
import { cast, findPerson, type SimulatedPerson } from "./people.ts";
import { playStatuses } from "./play-statuses.ts";
import type { Post } from "./post-webhook.ts";
import { purgeSimulation } from "./purge.ts";
import { readSimulation } from "./read-simulation.ts";
import { ensureSimulatedChannel } from "./simulated-channel.ts";

interface Simulator {
  recado: Recado;
  work: Work;
  customers: Customers;
}

/** The page with a customer's phone. `post` is the program's own front door. */
export function simulatorRoutes(recado: Recado, work: Work, post: Post) {
  const door = { recado, post };
  playStatuses(door);
  const sim = { recado, work, customers: simulatedCustomers(door) };
  return new Elysia()
    .get("/simulator", ({ request, query }) => showPage(sim, request, query.who))
    .get("/simulator/live", async ({ request }) =>
      answer(sim, request, await readTap(sim, request)),
    )
    .post("/simulator/messages", ({ request }) => write(sim, request), asForm)
    .post("/simulator/deliveries", ({ request }) => repeat(sim, request), asForm)
    .post("/simulator/statuses", ({ request }) => sendLateStatus(sim, request), asForm)
    .post("/simulator/time", ({ request }) => leap(sim, request), asForm)
    .put("/simulator/fault", ({ request }) => startFault(sim, request), asForm)
    .delete("/simulator/fault", ({ request }) => endFault(sim, request), asForm)
    .put("/simulator/drafts", ({ request }) => chooseDrafts(sim, request, true), asForm)
    .delete("/simulator/drafts", ({ request }) => chooseDrafts(sim, request, false), asForm)
    .delete("/simulator/data", ({ request }) => purge(sim, request), asForm)
    .delete("/simulator/checklist", ({ request }) => dismissChecklist(sim, request), asForm);
}

async function showPage(
  { recado }: Simulator,
  request: Request,
  who: string | undefined,
): Promise<Response> {
  await ensureSimulatedChannel(recado);
  const person = (await findPerson(recado.db, who ?? "")) ?? (cast[0] as SimulatedPerson);
  const frame = await frameOf(recado, request);
  return page(<SimulatorPage frame={frame} sim={await readSimulation(recado, person, frame.me)} />);
}

/** A tap on the page: whose phone it was, and which ticket stood beside it. */
interface Tap {
  person: SimulatedPerson;
  shown: number | null;
  form: Form | null;
}

/** @throws AppError `not-found` when the customer is gone. */
async function readTap({ recado }: Simulator, request: Request): Promise<Tap> {
  const hasForm = request.method === "POST" || request.method === "PUT";
  const form = hasForm ? await readForm(request) : null;
  const query = new URL(request.url).searchParams;
  const read = (name: string) => form?.text(name) || (query.get(name) ?? "");
  const person = await findPerson(recado.db, read("who"));
  if (!person)
    throw new AppError("not-found", "There is no such simulated customer.", {
      key: "error.no-person",
    });
  const shown = idOf(read("shown"));
  return { person, shown: Number.isNaN(shown) ? null : shown, form };
}

async function write(sim: Simulator, request: Request): Promise<Response> {
  const tap = await readTap(sim, request);
  await ensureSimulatedChannel(sim.recado);
  const isSent = await sendFrom(sim, tap, request);
  await sim.work.processor.kick();
  if (isFragment(request))
    return answer(sim, request, tap, isSent ? undefined : "simulator.no-answer");
  return redirect(`/simulator?who=${encodeURIComponent(tap.person.key)}`);
}

async function sendFrom(
  { customers }: Simulator,
  { person, form }: Tap,
  request: Request,
): Promise<boolean> {
  const { t } = viewerOf(request);
  const action = actions.find((known) => known === form?.text("action"));
  if (action) {
    const words = { caption: t("simulator.say.caption"), choice: t("simulator.say.choice") };
    return customers.act(person, action, words);
  }
  const message = idOf(form?.text("message"));
  if (!Number.isNaN(message)) {
    const option = idOf(form?.text("option"));
    return customers.tap(person, { message, option });
  }
  const words = form?.raw("text").trim().slice(0, 4096);
  if (words) await customers.write(person, words);
  return true;
}

async function repeat(sim: Simulator, request: Request): Promise<Response> {
  const tap = await readTap(sim, request);
  const isDone = await sim.customers.repeat(tap.person);
  await sim.work.processor.kick();
  return answer(sim, request, tap, isDone ? "simulator.repeated" : "simulator.nothing-sent");
}

async function sendLateStatus(sim: Simulator, request: Request): Promise<Response> {
  const tap = await readTap(sim, request);
  const isDone = await sim.customers.sendLateStatus(tap.person);
  await sim.work.processor.kick();
  return answer(sim, request, tap, isDone ? "simulator.late.done" : "simulator.no-answer");
}

async function leap(sim: Simulator, request: Request): Promise<Response> {
  const { recado } = sim;
  const tap = await readTap(sim, request);
  const conversation = await findConversation(recado.db, tap.person);
  if (!conversation) return answer(sim, request, tap, "simulator.nothing-sent");
  const { thread, ticket } = conversation;
  await recado.write((tx) => leapThread(tx, thread));
  if (ticket !== null) announce(recado.live, { ticket, thread }, "message", "ticket");
  return answer(sim, request, tap, "simulator.leapt");
}

async function startFault(sim: Simulator, request: Request): Promise<Response> {
  const tap = await readTap(sim, request);
  const fault = pageFaults.find((known) => known === tap.form?.text("fault"));
  if (!fault) throw new AppError("invalid", `fault: give one of ${pageFaults.join(", ")}.`);
  sim.recado.fakeGraph.faults.set(fault);
  return answer(sim, request, tap);
}

async function endFault(sim: Simulator, request: Request): Promise<Response> {
  sim.recado.fakeGraph.faults.clear();
  sim.work.sender.kick();
  return answer(sim, request, await readTap(sim, request));
}

/** Whether simulated customers talk to the drafts of flows or to what is published. */
async function chooseDrafts(
  sim: Simulator,
  request: Request,
  simulatesDrafts: boolean,
): Promise<Response> {
  const tap = await readTap(sim, request);
  const { recado } = sim;
  await recado.write(async (tx) => {
    const bot = await getSetting(tx, "bot");
    await saveSetting(tx, "bot", { ...bot, simulatesDrafts }, recado.clock.now());
  });
  return answer(sim, request, tap);
}

async function purge(sim: Simulator, request: Request): Promise<Response> {
  const { recado, work } = sim;
  const tap = await readTap(sim, request);
  recado.fakeGraph.forget();
  // What is still in the journal would come back to life otherwise.
  await work.processor.kick();
  const n = await purgeSimulation(recado);
  recado.live.announce({ name: "ticket", detail: { ticket: 0, thread: 0, kinds: ["ticket"] } });
  // Somebody outside the cast is gone with their contact: so is this page of theirs.
  if (!(await findPerson(recado.db, tap.person.key))) return redirect("/simulator", request);
  return answer(sim, request, tap, "simulator.purged", { n });
}

async function dismissChecklist(sim: Simulator, request: Request): Promise<Response> {
  const { recado } = sim;
  await recado.write((tx) =>
    saveSetting(tx, "checklist", { isDismissed: true }, recado.clock.now()),
  );
  return answer(sim, request, await readTap(sim, request));
}

/** What changed on the page, and a word about it. */
async function answer(
  { recado }: Simulator,
  request: Request,
  { person, shown }: Tap,
  message?: TextKey,
  values: Record<string, number> = {},
): Promise<Response> {
  const me = viewerOf(request);
  const markup = (
    <SimulatorParts t={me.t} sim={await readSimulation(recado, person, me)} shown={shown} />
  );
  const words = message && me.t(message, { name: firstNameOf(person), ...values });
  return partSaid(me.t, markup, words);
}
