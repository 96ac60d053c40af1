/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { AskPage, type AskView } from "../../views/consent/ask-page.tsx";
import { showName } from "../contacts/phone.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import { getPlace, type Place } from "../inbox/open-case.ts";
import { windowOf } from "../inbox/threads.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { askForConsent } from "./ask-for-consent.ts";
import { refusalOf } from "./gate.ts";
import { listPurposes } from "./purposes.ts";
import { findConsentState } from "./states.ts";
import { findApprovedText } from "./texts.ts";

const PATH = "/tickets/:number/consent";

/** An agent asks the person of a ticket, in the chat. */
export function askRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, params }) => showAsk(recado, request, me, idOf(params.number)))
    .post(
      PATH,
      async ({ me, request, params }) => {
        const purposes = (await readForm(request)).all("purpose");
        return ask(recado, work, request, { me, number: idOf(params.number), purposes });
      },
      asForm,
    );
}

interface Asked {
  me: Me;
  number: number;
  purposes: readonly string[];
}

async function ask(
  recado: Recado,
  work: Work,
  request: Request,
  { me, number, purposes }: Asked,
): Promise<Response> {
  const { ticket, thread } = await getPlace(recado.db, number, me.scope);
  const actor = { type: "agent", id: me.id } as const;
  try {
    const now = recado.clock.now();
    await recado.write((tx) => askForConsent(tx, ticket, purposes, actor, now));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showAsk(recado, request, me, number, error);
  }
  work.sender.kick();
  announce(recado.live, { ticket: ticket.id, thread: thread.id }, "message");
  return redirect(`/tickets/${ticket.id}`, request);
}

async function showAsk(
  recado: Recado,
  request: Request,
  me: Me,
  number: number,
  error?: AppError,
): Promise<Response> {
  const place = await getPlace(recado.db, number, me.scope);
  const now = recado.clock.now();
  const view: AskView = {
    number,
    name: showName(place.contact.name, me.can("phones")),
    isOpen: windowOf(place.thread.window_from_at, now).isOpen,
    purposes: await readChoices(recado, me, place),
    error: error && me.t(error.key ?? `error.${error.code}`, error.values),
  };
  const frame = await frameOf(recado, request);
  return page(<AskPage frame={frame} ask={view} />, { status: error?.status ?? 200 });
}

/** What can be asked, with the text that will be shown; and why the rest cannot. */
async function readChoices(
  { db, clock }: Recado,
  me: Me,
  { contact, channel }: Place,
): Promise<AskView["purposes"]> {
  const names = await readPurposeNames(db, me);
  const business = await getSetting(db, "business");
  const language = contact.language ?? business?.language ?? "en";
  const now = clock.now();
  const choices: AskView["purposes"] = [];
  for (const { key, retired_at } of await listPurposes(db)) {
    if (retired_at !== null) continue;
    const state = await findConsentState(db, contact.id, key, now);
    const text = await findApprovedText(db, key, language, { number: channel.display_phone });
    const refusal = await refusalOf(db, contact.id, key, now);
    const isBarred = refusal !== null && !["none", "expired"].includes(refusal);
    choices.push({
      key,
      name: names.get(key) ?? key,
      text: text?.body ?? null,
      language: text?.language ?? language,
      bar: state === "given" ? "given" : isBarred ? refusal : text ? null : "no-text",
    });
  }
  return choices;
}
