/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { GroupFields } from "../../views/routing/condition-fields.tsx";
import { PolicyFields, PolicyFormPage } from "../../views/sla/policy-form.tsx";
import type { DraftErrors, PolicyChoices } from "../../views/sla/types.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { type RuleChoices } from "../routing/rule-choices.ts";
import { checkPolicy } from "./check-policy.ts";
import { getPolicy, insertPolicy, type Policy, updatePolicy } from "./policies.ts";
import { readPolicyChoices } from "./policy-choices.ts";
import { draftOfPolicy, newPolicyDraft } from "./policy-draft.ts";
import { editPolicyDraft, hasErrors, readPolicyDraft, type WholeDraft } from "./policy-form.ts";

/** One policy, written and changed. The small buttons send the form and get it back. */
export function editorRoutes(recado: Recado) {
  return new Elysia()
    .get("/sla/policies/new", ({ request }) => showNew(recado, request))
    .post("/sla/policies/draft", ({ request }) => redraw(recado, request), asForm)
    .post("/sla/policies", ({ request }) => savePolicy(recado, request, null), asForm)
    .get("/sla/policies/:id", byId(recado, showPolicy))
    .post("/sla/policies/:id", byId(recado, savePolicy), asForm);
}

async function showNew(recado: Recado, request: Request): Promise<Response> {
  const choices = await choicesFor(recado, meOf(request));
  return formPage(recado, request, { id: null, draft: newPolicyDraft(), choices });
}

async function showPolicy(recado: Recado, request: Request, id: number): Promise<Response> {
  const policy = await getPolicy(recado.db, id);
  const choices = await choicesFor(recado, meOf(request));
  const draft = draftOfPolicy(policy, choices.pickers);
  return formPage(recado, request, { id, draft, choices });
}

/** What was refused comes back as it was written, with the reasons beside the fields. */
async function savePolicy(recado: Recado, request: Request, id: number | null): Promise<Response> {
  const { t } = meOf(request);
  const form = await readForm(request);
  const saved = id === null ? null : await getPolicy(recado.db, id);
  const choices = await choicesFor(recado, meOf(request));
  const draft = readPolicyDraft(form, choices.pickers, saved);
  const { policy, errors } = checkPolicy(draft, { choices, saved, t });
  if (hasErrors(errors)) return formPage(recado, request, { id, draft, choices, errors });
  const now = recado.clock.now();
  await recado.write((tx) =>
    id === null ? insertPolicy(tx, policy, now) : updatePolicy(tx, id, policy, now),
  );
  return redirect("/sla?done=saved", request);
}

/** The form with one part more or less; a choice may bring other fields. */
async function redraw(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const saved = await findSaved(recado, form);
  const choices = await choicesFor(recado, me);
  const sent = readPolicyDraft(form, choices.pickers, saved);
  const { draft, focus } = editPolicyDraft(sent, form.text("edit"));
  const editor = { id: saved?.id ?? null, draft, choices, focus };
  // Without the script the small buttons bring a whole page.
  if (!isFragment(request)) return formPage(recado, request, editor);
  return fragment(<PolicyFields {...fieldsOf(me, editor)} />);
}

/** The policy that a form changes; null for a new one, or one that is gone by now. */
export async function findSaved({ db }: Recado, form: Form): Promise<Policy | null> {
  const id = idOf(form.text("policy"));
  return getPolicy(db, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  });
}

interface Editor {
  id: number | null;
  draft: WholeDraft;
  choices: RuleChoices;
  errors?: DraftErrors;
  focus?: string;
}

async function formPage(recado: Recado, request: Request, editor: Editor): Promise<Response> {
  const frame = await frameOf(recado, request);
  const status = editor.errors ? 422 : 200;
  return page(<PolicyFormPage frame={frame} {...fieldsOf(meOf(request), editor)} />, { status });
}

function fieldsOf({ t }: Me, { id, draft, choices, errors = {}, focus = "" }: Editor) {
  const faults = Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const tree = { t, choices, faults, focus, address: "/sla/policies/draft" };
  return {
    t,
    id,
    draft,
    errors,
    choices: policyChoicesOf(choices, t),
    condition: <GroupFields {...tree} group={draft.condition} parent={null} depth={1} />,
  };
}

function policyChoicesOf(choices: RuleChoices, t: Me["t"]): PolicyChoices {
  return {
    assign: [
      { value: "", label: t("sla.step.assign.none") },
      ...choices.picks.teams.map(({ value, label }) => ({
        value: `team:${value}`,
        label: t("sla.step.assign.team", { name: label }),
      })),
      ...choices.picks.people.map(({ value, label }) => ({ value: `user:${value}`, label })),
      { value: "unassign", label: t("sla.step.assign.unassign") },
    ],
    notify: choices.picks.notified,
  };
}

function choicesFor({ db }: Recado, { t, language }: Me): Promise<RuleChoices> {
  return readPolicyChoices(db, t, language);
}
