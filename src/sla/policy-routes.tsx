/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { Translate } from "../../views/i18n.ts";
import { PoliciesPage, PoliciesPart } from "../../views/sla/policies-page.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { readRuleChoices } from "../routing/rule-choices.ts";
import { directionOf } from "../settings/one-place.ts";
import { defaultPolicies, hasPolicies } from "./default-policies.ts";
import {
  deletePolicy,
  getPolicy,
  insertPolicy,
  listPolicies,
  movePolicy,
  restorePolicy,
  switchPolicy,
} from "./policies.ts";
import { sayPolicy } from "./say-policy.ts";

/** The list of policies: switched, moved, deleted and brought back. */
export function policyRoutes(recado: Recado) {
  return new Elysia()
    .get("/sla", ({ request, query }) => showPolicies(recado, request, query.done))
    .post("/sla/policies/defaults", ({ request }) => startWithDefaults(recado, request), asForm)
    .put("/sla/policies/:id", byId(recado, bringBack), asForm)
    .delete("/sla/policies/:id", byId(recado, removePolicy), asForm)
    .put("/sla/policies/:id/enabled", byId(recado, enablePolicy), asForm)
    .put("/sla/policies/:id/position", byId(recado, orderPolicy), asForm);
}

const done = { saved: "sla.saved", defaults: "sla.defaults.done" } as const;

async function showPolicies(recado: Recado, request: Request, word = ""): Promise<Response> {
  const me = meOf(request);
  const said = Object.hasOwn(done, word) ? me.t(done[word as keyof typeof done]) : undefined;
  const policies = await readItems(recado, me);
  return page(
    <PoliciesPage frame={await frameOf(recado, request)} policies={policies} done={said} />,
  );
}

async function readItems({ db }: Recado, { t, language }: Me) {
  const choices = await readRuleChoices(db, t, language);
  return (await listPolicies(db)).map((policy) => ({
    id: policy.id,
    name: policy.name,
    isOn: policy.isEnabled,
    sentences: sayPolicy(policy, { t, language, choices }),
  }));
}

/** Once: a second tap finds the first one's policies there. */
async function startWithDefaults(recado: Recado, request: Request): Promise<Response> {
  const { t, language } = meOf(request);
  await recado.write(async (tx) => {
    if (await hasPolicies(tx))
      throw new AppError("conflict", "There are policies already.", { key: "sla.defaults.there" });
    for (const policy of defaultPolicies(t, language))
      await insertPolicy(tx, policy, recado.clock.now());
  });
  return redirect("/sla?done=defaults", request);
}

async function removePolicy(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const policy = await recado.write(async (tx) => {
    const found = await getPolicy(tx, id);
    await deletePolicy(tx, id, recado.clock.now());
    return found;
  });
  const values: Record<string, string> = policy.isEnabled ? { enabled: "1" } : {};
  const undo: Undo = { method: "put", url: `/sla/policies/${id}`, values };
  return changed(recado, request, t("sla.deleted", { name: policy.name }), undo);
}

async function bringBack(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const isEnabled = (await readForm(request)).has("enabled");
  const { name } = await recado.write(async (tx) => {
    await restorePolicy(tx, id, isEnabled, recado.clock.now());
    return getPolicy(tx, id);
  });
  return changed(recado, request, t("sla.restored", { name }));
}

async function enablePolicy(recado: Recado, request: Request, id: number): Promise<Response> {
  const { t } = meOf(request);
  const isEnabled = (await readForm(request)).has("enabled");
  const { name } = await recado.write(async (tx) => {
    await switchPolicy(tx, id, isEnabled, recado.clock.now());
    return getPolicy(tx, id);
  });
  const message = t(isEnabled ? "sla.switched.on" : "sla.switched.off", { name });
  return changed(recado, request, message);
}

async function orderPolicy(recado: Recado, request: Request, id: number): Promise<Response> {
  const way = directionOf(await readForm(request));
  await recado.write((tx) => movePolicy(tx, id, way, recado.clock.now()));
  return changed(recado, request);
}

/** The list as it is now, and a word about what happened. */
async function changed(
  recado: Recado,
  request: Request,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const me = meOf(request);
  const t: Translate = me.t;
  const policies = await readItems(recado, me);
  return partSaid(t, <PoliciesPart t={t} policies={policies} />, message, undo);
}
