/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { firstNameOf } from "../../views/simulator/phone.tsx";
import { SimulatorPage, SimulatorParts } from "../../views/simulator/simulator-page.tsx";
import { pageFaults } from "../../views/simulator/types.ts";
import { ToastPart } from "../../views/ui/toast.tsx";
import { AppError } from "../http/errors.ts";
import { type Form, idOf, readForm } from "../http/form.ts";
import { frameOf, viewerOf } from "../http/frame.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { saveSetting } from "../settings/settings.ts";
import { findConversation } from "./conversation.ts";
import { actions, simulatedCustomers } from "./customer.ts";
import { leapThread } from "./move-time.ts";
import { cast, findPerson, type SimulatedPerson } from "./people.ts";
import { playStatuses } from "./play-statuses.ts";
import type { Post } from "./post-webhook.ts";
import { purgeSimulation } from "./purge.ts";
import { readSimulation } from "./read-simulation.ts";
import { ensureSimulatedChannel } from "./simulated-channel.ts";

/** The page with a customer's phone. `post` is the program's own front door. */
export function simulatorRoutes(recado: Recado, work: Work, post: Post) {
  const door = { recado, post };
  const customers = simulatedCustomers(door);
  playStatuses(door);

  return new Elysia()
    .get("/simulator", async ({ request, query }) => {
      await ensureSimulatedChannel(recado);
      const person = (await findPerson(recado.db, query.who ?? "")) ?? (cast[0] as SimulatedPerson);
      const frame = await frameOf(recado, request);
      return page(<SimulatorPage frame={frame} sim={await readSimulation(recado, person, frame.me)} />);
    })
    .get("/simulator/live", async ({ request, query }) => parts(request, await personOf(query.who), query.shown))
    .post("/simulator/messages", ({ request, query }) => write(request, query.who), { parse: "none" })
    .post("/simulator/deliveries", ({ request }) => repeat(request), { parse: "none" })
    .post("/simulator/statuses", ({ request }) => sendLateStatus(request), { parse: "none" })
    .post("/simulator/time", ({ request }) => leap(request), { parse: "none" })
    .put("/simulator/fault", ({ request }) => setFault(request), { parse: "none" })
    .delete("/simulator/fault", async ({ request, query }) => {
      recado.fakeGraph.faults.clear();
      work.sender.kick();
      return parts(request, await personOf(query.who), query.shown);
    })
    .delete("/simulator/data", ({ request, query }) => purge(request, query.who, query.shown))
    .delete("/simulator/checklist", async ({ request, query }) => {
      await recado.write((tx) => saveSetting(tx, "checklist", { isDismissed: true }, recado.clock.now()));
      return parts(request, await personOf(query.who), query.shown);
    });

  async function write(request: Request, who: string | undefined): Promise<Response> {
    const form = await readForm(request);
    const person = await personOf(form.text("who") || who);
    const { t } = viewerOf(request);
    const action = actions.find((known) => known === form.text("action"));
    const words = form.raw("text").trim().slice(0, 4096);
    await ensureSimulatedChannel(recado);
    let isDone = true;
    if (action) {
      isDone = await customers.act(person, action, { caption: t("simulator.say.caption"), choice: t("simulator.say.choice") });
    } else if (words) await customers.write(person, words);
    await work.processor.kick();
    if (!isFragment(request)) return redirect(`/simulator?who=${encodeURIComponent(person.key)}`);
    return answer(request, form, person, isDone ? undefined : t("simulator.no-answer", { name: firstNameOf(person) }));
  }

  async function repeat(request: Request): Promise<Response> {
    const form = await readForm(request);
    const person = await personOf(form.text("who"));
    const isDone = await customers.repeat(person);
    await work.processor.kick();
    const { t } = viewerOf(request);
    return answer(request, form, person, t(isDone ? "simulator.repeated" : "simulator.nothing-sent", { name: firstNameOf(person) }));
  }

  async function sendLateStatus(request: Request): Promise<Response> {
    const form = await readForm(request);
    const person = await personOf(form.text("who"));
    const isDone = await customers.sendLateStatus(person);
    await work.processor.kick();
    const { t } = viewerOf(request);
    return answer(request, form, person, t(isDone ? "simulator.late.done" : "simulator.no-answer", { name: firstNameOf(person) }));
  }

  async function leap(request: Request): Promise<Response> {
    const form = await readForm(request);
    const person = await personOf(form.text("who"));
    const { t } = viewerOf(request);
    const conversation = await findConversation(recado.db, person);
    if (!conversation) return answer(request, form, person, t("simulator.nothing-sent", { name: firstNameOf(person) }));
    const { thread, ticket } = conversation;
    await recado.write((tx) => leapThread(tx, thread));
    if (ticket !== null) announce(recado.live, { ticket, thread }, "message", "ticket");
    return answer(request, form, person, t("simulator.leapt", { name: firstNameOf(person) }));
  }

  async function setFault(request: Request): Promise<Response> {
    const form = await readForm(request);
    const fault = pageFaults.find((known) => known === form.text("fault"));
    if (!fault) throw new AppError("invalid", `fault: give one of ${pageFaults.join(", ")}.`);
    recado.fakeGraph.faults.set(fault);
    return answer(request, form, await personOf(form.text("who")));
  }

  async function purge(request: Request, who: string | undefined, shown: string | undefined): Promise<Response> {
    recado.fakeGraph.forget();
    await work.processor.kick();
    const n = await purgeSimulation(recado);
    recado.live.announce({ name: "ticket", detail: { ticket: 0, thread: 0, kinds: ["ticket"] } });
    const { t } = viewerOf(request);
    const person = (await findPerson(recado.db, who ?? "")) ?? (cast[0] as SimulatedPerson);
    return parts(request, person, shown, t("simulator.purged", { n }));
  }

  async function personOf(key: string | undefined): Promise<SimulatedPerson> {
    const person = await findPerson(recado.db, key ?? "");
    if (!person) throw new AppError("not-found", "There is no such simulated customer.", { key: "error.no-person" });
    return person;
  }

  function answer(request: Request, form: Form, person: SimulatedPerson, message?: string): Promise<Response> {
    return parts(request, person, form.text("shown"), message);
  }

  /** What changed on the page, and a word about it. `shown` is the ticket beside the phone. */
  async function parts(request: Request, person: SimulatedPerson, shown = "", message?: string): Promise<Response> {
    const me = viewerOf(request);
    const sim = await readSimulation(recado, person, me);
    const ticket = Number.isNaN(idOf(shown)) ? null : idOf(shown);
    const markup = <SimulatorParts t={me.t} sim={sim} shown={ticket} />;
    return fragment(message === undefined ? markup : [markup, <ToastPart key="toast" t={me.t} message={message} />]);
  }
}
