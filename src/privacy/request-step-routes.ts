import { Elysia } from "elysia";
import { DAY } from "../clock.ts";
import { listPurposeKeys } from "../consent/purposes.ts";
import { withdraw } from "../consent/withdraw.ts";
import type { Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { meOf } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { type Done, redirectDone } from "../settings/done.ts";
import {
  assignRequest,
  closeRequest,
  confirmIdentity,
  extendRequest,
  noteStep,
} from "./handle-request.ts";
import { identityProofs } from "./identity-proofs.ts";
import { listRequestPeople } from "./request-people.ts";
import { getOpenRequest, getRequest } from "./requests.ts";
import { liftRestriction, restrictContact } from "./restrict-contact.ts";

/** Who does it, and when. */
interface By {
  actorId: number;
  now: number;
}

/** What a form does to a request. Returns the text of why it was refused, if it was. */
type Step = (tx: Tx, id: number, form: Form, by: By) => Promise<StepProblem | void>;

const problems = {
  reason: "requests.close.reason-missing",
  extension: "requests.extend.missing",
  purposes: "requests.step.object.choose",
} as const;
type StepProblem = keyof typeof problems;

/** Each step of a request is a form of its page. */
export function stepRoutes(
  recado: Recado,
  showAgain: (request: Request, id: number, problem: string) => Promise<Response>,
) {
  const step =
    (act: Step, done: Done = "request-step") =>
    async ({ request, params }: { request: Request; params: { id: string } }) => {
      const me = meOf(request);
      const id = idOf(params.id);
      const form = await readForm(request);
      const by = { actorId: me.id, now: recado.clock.now() };
      const problem = await recado.write((tx) => act(tx, id, form, by));
      if (problem) return showAgain(request, id, me.t(problems[problem]));
      return redirectDone(`/consent/requests/${id}`, done);
    };
  const path = "/consent/requests/:id";
  return new Elysia()
    .post(`${path}/identity`, step(checkIdentity), asForm)
    .post(`${path}/assignee`, step(assign), asForm)
    .post(`${path}/correction`, step(noteCorrection), asForm)
    .post(`${path}/restriction`, step(restrict), asForm)
    .post(`${path}/restriction/end`, step(lift), asForm)
    .post(`${path}/objection`, step(object), asForm)
    .post(`${path}/extension`, step(extend), asForm)
    .post(`${path}/outcome`, step(close, "request-closed"), asForm);
}

const checkIdentity: Step = async (tx, id, form, by) => {
  const how = identityProofs.find((each) => each === form.text("how"));
  if (!how) throw new AppError("invalid", "Choose how you know that it is the person.");
  await confirmIdentity(tx, id, { how, ...by });
};

const assign: Step = async (tx, id, form, by) => {
  const wanted = idOf(form.text("assignee"));
  const person = (await listRequestPeople(tx)).find((each) => each.id === wanted);
  await assignRequest(tx, id, { assigneeId: person?.id ?? null, ...by });
};

const noteCorrection: Step = async (tx, id, _form, by) => {
  await getOpenRequest(tx, id);
  await noteStep(tx, id, { kind: "corrected", ...by });
};

const restrict: Step = async (tx, id, _form, by) => {
  const contactId = await contactOf(tx, id);
  if (await restrictContact(tx, contactId, by.now))
    await noteStep(tx, id, { kind: "restricted", ...by });
};

/** Also after the request is closed: that is when most restrictions end. */
const lift: Step = async (tx, id, _form, by) => {
  const { contact_id } = await getRequest(tx, id);
  if (contact_id !== null && (await liftRestriction(tx, contact_id, by.now)))
    await noteStep(tx, id, { kind: "lifted", ...by });
};

const object: Step = async (tx, id, form, by) => {
  const chosen = form.all("purpose");
  const purposes = (await listPurposeKeys(tx)).filter((key) => chosen.includes(key));
  if (purposes.length === 0) return "purposes";
  const request = await getOpenRequest(tx, id);
  const withdrawal = {
    contactId: await contactOf(tx, id),
    purposes,
    method: "agent",
    actor: { type: "agent", id: by.actorId },
    evidence: { source: `privacy request ${id}, by ${request.source}` },
    // A day, not an hour: what they agreed to earlier on that day is over, too.
    eventAt: Math.min(request.received_at + DAY - 1, by.now),
  } as const;
  await withdraw(tx, withdrawal, by.now);
  await noteStep(tx, id, { kind: "objected", detail: { n: purposes.length }, ...by });
};

const extend: Step = async (tx, id, form, by) => {
  const reason = form.text("reason");
  if (!reason) return "extension";
  await extendRequest(tx, id, { reason, ...by });
};

const close: Step = async (tx, id, form, by) => {
  const outcome = form.raw("outcome").trim().slice(0, 1000);
  const state = (["done", "refused", "withdrawn"] as const).find(
    (each) => each === form.text("state"),
  );
  if (!state) throw new AppError("invalid", "Choose how the request ended.");
  if (state === "refused" && !outcome) return "reason";
  await closeRequest(tx, id, { state, outcome, ...by });
};

async function contactOf(tx: Tx, id: number): Promise<number> {
  const { contact_id } = await getOpenRequest(tx, id);
  if (contact_id !== null) return contact_id;
  throw new AppError("conflict", "This request is about nobody whom we know.", {
    key: "error.request-no-contact",
  });
}
