/** @jsxImportSource preact */
import { RulesPart } from "../../views/routing/rule-list.tsx";
import type { Undo } from "../../views/ui/toast.tsx";
import { meOf } from "../http/me.ts";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { readRuleItems } from "./rule-items.ts";

/** The list as it is now, and a word about what happened. */
export async function listSaid(
  recado: Recado,
  request: Request,
  message?: string,
  undo?: Undo,
): Promise<Response> {
  const me = meOf(request);
  const rules = await readRuleItems(recado, me);
  const { mode } = await getSetting(recado.db, "routing");
  return partSaid(me.t, <RulesPart t={me.t} rules={rules} mode={mode} />, message, undo);
}
