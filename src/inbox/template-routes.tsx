/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { Translate } from "../../views/i18n.ts";
import { TemplateStep } from "../../views/inbox/template-picker.tsx";
import type { ClosedComposer, ComposerBase } from "../../views/inbox/composer-types.ts";
import { ToastPart } from "../../views/ui/toast.tsx";
import { asForm, idOf } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { fragment } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { type SyncOutcome, syncTemplates } from "../templates/sync-templates.ts";
import { getTemplate, wabaIdOf } from "../templates/templates.ts";
import { getPlace, type Place } from "./open-case.ts";
import { chooseTemplate, readTemplates } from "./present-composer.ts";

/** What a closed composer fetches: the list, one template's form, and Meta's news. */
export function templateRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/tickets/:number/templates", ({ me, params, query }) =>
      showStep(recado, me, params.number, query.template),
    )
    .post(
      "/tickets/:number/templates",
      ({ me, params }) => syncAndShow(recado, me, params.number),
      asForm,
    );
}

async function showStep(
  recado: Recado,
  me: Me,
  number: string,
  chosen: string | undefined,
): Promise<Response> {
  const place = await getPlace(recado.db, idOf(number), me.scope);
  const composer = await closedComposer(recado, place, chosen);
  return fragment(<TemplateStep t={me.t} composer={composer} />);
}

async function syncAndShow(recado: Recado, me: Me, number: string): Promise<Response> {
  const place = await getPlace(recado.db, idOf(number), me.scope);
  const outcome = await syncTemplates(recado, place.channel);
  const composer = await closedComposer(recado, place);
  return fragment([
    <TemplateStep t={me.t} composer={composer} />,
    <ToastPart
      t={me.t}
      message={syncWords(me.t, outcome)}
      tone={outcome.kind === "synced" ? "plain" : "error"}
    />,
  ]);
}

function syncWords(t: Translate, outcome: SyncOutcome): string {
  switch (outcome.kind) {
    case "synced":
      return t("template.synced", { n: outcome.n });
    case "no-account":
      return t("template.sync.no-account");
    case "refused":
      return t("template.sync.refused", { detail: outcome.detail });
  }
}

async function closedComposer(
  recado: Recado,
  { ticket, contact, channel }: Place,
  chosen?: string,
): Promise<ComposerBase & ClosedComposer> {
  const wabaId = wabaIdOf(recado.config, channel);
  const row = chosen ? await getTemplate(recado.db, wabaId, idOf(chosen)) : null;
  return {
    kind: "window-closed",
    number: ticket.id,
    contactId: contact.id,
    mayNote: false,
    noteDraft: "",
    people: [],
    restricted: null,
    why: "",
    templates: row ? [] : await readTemplates(recado, channel, contact),
    chosen: row && chooseTemplate(row, contact),
    canSync: true,
  };
}
