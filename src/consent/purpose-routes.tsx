/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { languages } from "../../views/i18n.ts";
import { PurposePage, type PurposeView } from "../../views/consent/purpose-page.tsx";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { redirectDone } from "../settings/done.ts";
import {
  insertPurpose,
  listKeywords,
  type PurposeInput,
  retirePurpose,
  updatePurpose,
} from "./change-purposes.ts";
import { requirePurpose } from "./purposes.ts";
import { linesOf } from "./word-routes.tsx";

const PATH = "/consent/purposes";
const LIST = "/consent/texts";

/** What consent is asked for: three purposes that everybody has, and the business's own. */
export function purposeRoutes(recado: Recado) {
  return new Elysia()
    .get(`${PATH}/new`, ({ request }) => purposePage(recado, request, null, empty))
    .post(PATH, ({ request }) => save(recado, request, null), asForm)
    .get(`${PATH}/:key`, ({ request, params }) => showOne(recado, request, params.key))
    .post(`${PATH}/:key`, ({ request, params }) => save(recado, request, params.key), asForm)
    .post(
      `${PATH}/:key/retirement`,
      ({ request, params }) => retire(recado, request, params.key),
      asForm,
    );
}

type Fields = Pick<PurposeView, "names" | "months" | "keywords">;
const empty: Fields = { names: {}, months: "", keywords: "" };

async function showOne(recado: Recado, request: Request, key: string): Promise<Response> {
  const { names, expires_months: months } = await requirePurpose(recado.db, key);
  return purposePage(recado, request, key, {
    names: JSON.parse(names) as Fields["names"],
    months: String(months ?? ""),
    keywords: (await listKeywords(recado.db, key)).join("\n"),
  });
}

async function save(recado: Recado, request: Request, key: string | null): Promise<Response> {
  const fields = fieldsOf(await readForm(request));
  const input = inputOf(fields);
  const now = recado.clock.now();
  try {
    await recado.write<unknown>((tx) =>
      key === null ? insertPurpose(tx, input, now) : updatePurpose(tx, key, input, now),
    );
    return redirectDone(LIST, "purpose-saved");
  } catch (error) {
    if (!(error instanceof AppError) || error.key === undefined) throw error;
    return purposePage(recado, request, key, fields, error);
  }
}

function fieldsOf(form: Form): Fields {
  return {
    names: Object.fromEntries(languages.map((each) => [each, form.text(`name-${each}`)])),
    months: form.text("months"),
    keywords: form.raw("keywords"),
  };
}

function inputOf({ names, months, keywords }: Fields): PurposeInput {
  return {
    names,
    months: months === "" ? null : Number(months),
    keywords: linesOf(keywords),
  };
}

async function retire(recado: Recado, request: Request, key: string): Promise<Response> {
  const isRetired = (await readForm(request)).text("retired") === "1";
  const at = isRetired ? recado.clock.now() : null;
  await recado.write((tx) => retirePurpose(tx, key, at));
  return redirectDone(LIST, "purpose-saved");
}

async function purposePage(
  recado: Recado,
  request: Request,
  key: string | null,
  fields: Fields,
  error?: AppError,
): Promise<Response> {
  const me = meOf(request);
  const row = key === null ? undefined : await requirePurpose(recado.db, key);
  const names = await readPurposeNames(recado.db, me);
  const purpose: PurposeView = {
    key,
    title: key === null ? me.t("consent-texts.purpose.new") : (names.get(key) ?? key),
    isBuiltin: row?.is_builtin === 1,
    isRetired: (row?.retired_at ?? null) !== null,
    ...fields,
    error: error?.key && me.t(error.key, error.values),
  };
  const frame = await frameOf(recado, request);
  return page(<PurposePage frame={frame} purpose={purpose} />, { status: error?.status ?? 200 });
}
