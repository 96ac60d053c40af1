/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type SuppressedView, SuppressedPage } from "../../views/consent/suppressed-page.tsx";
import type { Translate } from "../../views/i18n.ts";
import { canonicalPhone } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { countSuppressed, isSuppressed, suppress, unsuppress } from "./suppress.ts";

const PATH = "/consent/suppressed";

/** Who must not be taken in or written to; by POST, so that no number stands in an address. */
export function suppressedRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, ({ request }) => showSuppressed(recado, request, { phone: "" }))
    .post(PATH, ({ request }) => askSuppressed(recado, request), asForm);
}

type Asked = Pick<SuppressedView, "phone" | "problem" | "answer">;

async function showSuppressed(recado: Recado, request: Request, asked: Asked): Promise<Response> {
  const { t } = meOf(request);
  const view = { counts: await readCounts(recado.db, t), ...asked };
  const frame = await frameOf(recado, request);
  const markup = <SuppressedPage frame={frame} view={view} />;
  return page(markup, { status: asked.problem ? 422 : 200 });
}

async function readCounts(db: Db, t: Translate) {
  return (await countSuppressed(db)).map(({ kind, reason, n }) => ({
    label: `${t(`suppressed.kind.${kind}`)}, ${t(`suppressed.reason.${reason}`)}`,
    n,
  }));
}

async function askSuppressed(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const form = await readForm(request);
  const typed = form.text("phone", 40);
  const phone = canonicalPhone(typed);
  if (phone === null)
    return showSuppressed(recado, request, { phone: typed, problem: t("suppressed.phone.wrong") });
  const answer = await answerFor(recado, phone, form.text("do"), t);
  return showSuppressed(recado, request, { phone: typed, answer });
}

async function answerFor(
  { db, write, clock }: Recado,
  phone: string,
  wanted: string,
  t: Translate,
): Promise<NonNullable<SuppressedView["answer"]>> {
  if (wanted === "add") {
    await write((tx) => suppress(tx, { phone }, "by-hand", clock.now()));
    return { tone: "good", text: t("suppressed.added") };
  }
  if (wanted === "drop") {
    const isLifted = await write((tx) => unsuppress(tx, { phone }));
    return { tone: "good", text: t(isLifted ? "suppressed.dropped" : "suppressed.is-not") };
  }
  const isKnown = await isSuppressed(db, { phone });
  return isKnown
    ? { tone: "warning", text: t("suppressed.is") }
    : { tone: "info", text: t("suppressed.is-not") };
}
