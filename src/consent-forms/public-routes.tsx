/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { translator } from "../../views/i18n.ts";
import { FormClosedPage } from "../../views/consent/form-closed.tsx";
import { PublicFormPage, type PublicForm } from "../../views/consent/form-public.tsx";
import { FormSentPage } from "../../views/consent/form-sent.tsx";
import type { Language } from "../db/schema.ts";
import { callerOf } from "../http/edge.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { callLimit } from "../http/limit-calls.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { hashOfCode, newCode } from "./code.ts";
import { messageTexts } from "./confirm-texts.ts";
import { findFormChannel, type FormChannel } from "./form-channel.ts";
import { formLanguage } from "./form-language.ts";
import { type ConsentForm, getFormBySlug } from "./forms.ts";
import { type Box, listBoxes, readResponsible } from "./list-boxes.ts";
import { networkOf } from "./network-of.ts";
import { qrOf } from "./qr.ts";
import { insertSubmission } from "./submissions.ts";

/** Looks at a form, and sends of it, from one network in a minute. */
const LOOKS = 120;
const SENDS = 20;
/** Seconds until a tablet forgets whoever stood before it. */
const TABLET_TIME = 90;

/** The forms that anybody may fill in: no cookie, no script, nothing of anybody else's. */
export function publicFormRoutes(recado: Recado) {
  const [countLook, countSend] = [callLimit(LOOKS), callLimit(SENDS)];
  const count = (counter: typeof countLook, request: Request) =>
    counter(networkOf(callerOf(request).address), recado.clock.now());
  return new Elysia()
    .get("/c/:slug", ({ request, params, query }) => {
      count(countLook, request);
      return show(recado, request, params.slug, query);
    })
    .post(
      "/c/:slug",
      ({ request, params }) => {
        count(countSend, request);
        return take(recado, request, params.slug);
      },
      asForm,
    );
}

interface Visit {
  form: ConsentForm;
  language: Language;
  isTablet: boolean;
  channel: FormChannel;
  boxes: Box[];
}

/** What the page needs; a page that says why there is no form, where there is none. */
async function visit(
  recado: Recado,
  request: Request,
  slug: string,
  asked: { language: string | undefined; isTablet: boolean },
): Promise<Visit | Response> {
  const { db } = recado;
  const form = await getFormBySlug(db, slug);
  const language = await formLanguage(db, request, asked.language);
  const channel = await findFormChannel(db, form);
  const boxes = channel
    ? await listBoxes(db, form.purposes, { language, number: channel.number })
    : [];
  if (form.isOpen && channel && boxes.length > 0)
    return { form, language, isTablet: asked.isTablet, channel, boxes };
  const business = await businessName(recado);
  const frame = { t: translator(language), language, business };
  return page(<FormClosedPage {...frame} isClosed={!form.isOpen} />, {
    status: form.isOpen ? 503 : 410,
  });
}

async function businessName({ db }: Recado): Promise<string> {
  return (await getSetting(db, "business"))?.name ?? "Recado";
}

async function show(
  recado: Recado,
  request: Request,
  slug: string,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const asked = { language: query.language, isTablet: query.tablet === "1" };
  const found = await visit(recado, request, slug, asked);
  if (found instanceof Response) return found;
  return formPage(recado, found, { name: "", ticked: [] });
}

/** What came: a form with its boxes, whose words are still those that stand here. */
async function take(recado: Recado, request: Request, slug: string): Promise<Response> {
  const form = await readForm(request);
  const asked = { language: form.text("language"), isTablet: form.has("tablet") };
  const found = await visit(recado, request, slug, asked);
  if (found instanceof Response) return found;
  const name = form.text("name", 120);
  const ticked = form.all("purpose");
  const boxes = found.boxes.filter(({ purpose }) => ticked.includes(purpose));
  if (boxes.length === 0) return formPage(recado, found, { name, ticked, error: "none" });
  // An old copy on another site, or a text that was changed meanwhile: read it again, agree again.
  if (!boxes.every((box) => isAsShown(form, box)))
    return formPage(recado, found, { name, ticked: [], error: "changed" });
  const code = newCode();
  if (!isMachine(form)) await keep(recado, request, found, { name, boxes, code });
  return sentPage(recado, found, code);
}

function isAsShown(form: Form, { purpose, hash }: Box): boolean {
  return form.text(`shown-${purpose}`) === hash;
}

/** A field that people don't see. The machine gets a page like anybody, and a code of nothing. */
function isMachine(form: Form): boolean {
  return form.text("website") !== "";
}

async function keep(
  recado: Recado,
  request: Request,
  { form, language }: Visit,
  { name, boxes, code }: { name: string; boxes: Box[]; code: string },
): Promise<void> {
  const submission = {
    formId: form.id,
    codeHash: hashOfCode(code),
    name,
    language,
    boxes,
    address: networkOf(callerOf(request).address),
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, 300),
  };
  await recado.write((tx) => insertSubmission(tx, submission, recado.clock.now()));
}

type Entered = Pick<PublicForm, "name" | "ticked" | "error">;

async function formPage(recado: Recado, visited: Visit, entered: Entered): Promise<Response> {
  const { form, language, isTablet, boxes } = visited;
  const content = {
    ...entered,
    slug: form.slug,
    title: form.titles[language] ?? "",
    intro: form.intros[language] ?? "",
    boxes,
    isTablet,
    responsible: await readResponsible(recado.db, language),
  };
  const frame = { t: translator(language), language, business: await businessName(recado) };
  return page(<PublicFormPage {...frame} form={content} />, { status: entered.error ? 422 : 200 });
}

/** The code is told on this page and nowhere else; a tablet forgets it after a while. */
async function sentPage(recado: Recado, visited: Visit, code: string): Promise<Response> {
  const { form, language, isTablet, channel } = visited;
  const message = messageTexts[language].replace("{code}", () => code);
  const link = `https://wa.me/${channel.digits}?text=${encodeURIComponent(message)}`;
  const again = `/c/${form.slug}?language=${language}${isTablet ? "&tablet=1" : ""}`;
  const sent = { code, message, link, qr: qrOf(link), number: channel.number, isTablet, again };
  const frame = { t: translator(language), language, business: await businessName(recado) };
  const markup = <FormSentPage {...frame} sent={sent} seconds={TABLET_TIME} />;
  return page(markup, { headers: isTablet ? { refresh: `${TABLET_TIME};url=${again}` } : {} });
}
