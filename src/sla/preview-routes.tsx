/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { PreviewPage, TrialFaults, TrialPart } from "../../views/sla/trial.tsx";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import { readerOf } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import { checkPolicy } from "./check-policy.ts";
import { findSaved } from "./editor-routes.tsx";
import { listPolicies } from "./policies.ts";
import { readPolicyChoices } from "./policy-choices.ts";
import { readPolicyDraft } from "./policy-form.ts";
import { readTrial } from "./present-trial.ts";

const LAST_WEEK = 7;
const periods = [LAST_WEEK, 14, 30];

type Query = Record<string, string | undefined>;

/** A policy, saved or as it is being written, on the tickets of the last days. */
export function previewRoutes(recado: Recado) {
  return new Elysia()
    .get("/sla/preview", ({ request, query }) => showPreview(recado, request, query))
    .post("/sla/policies/trial", ({ request }) => tryDraft(recado, request), asForm);
}

async function showPreview(recado: Recado, request: Request, query: Query): Promise<Response> {
  const frame = await frameOf(recado, request);
  const reader = await readerOf(recado, meOf(request));
  const policies = await listPolicies(recado.db);
  // The last is for everybody who is left: most tickets are its.
  const chosen = policies.find(({ id }) => id === idOf(query.policy)) ?? policies.at(-1);
  const days = periods.find((n) => String(n) === query.days) ?? LAST_WEEK;
  const trial = chosen ? await readTrial(recado.db, reader, chosen, days) : null;
  return page(
    <PreviewPage
      frame={frame}
      policies={policies.map(({ id, name }) => ({ value: String(id), label: name }))}
      policy={String(chosen?.id ?? "")}
      days={days}
      trial={trial}
    />,
  );
}

/** The form as it is; a name is no matter yet. */
async function tryDraft(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const saved = await findSaved(recado, form);
  const choices = await readPolicyChoices(recado.db, me.t, me.language);
  const draft = readPolicyDraft(form, choices.pickers, saved);
  const { policy, errors } = checkPolicy({ ...draft, name: "?" }, { choices, saved, t: me.t });
  const faults = Object.values(errors).filter((text) => text !== undefined);
  if (faults.length > 0) return fragment(<TrialFaults t={me.t} faults={[...new Set(faults)]} />);
  const trial = await readTrial(recado.db, await readerOf(recado, me), policy, LAST_WEEK);
  return fragment(<TrialPart t={me.t} trial={trial} />);
}
