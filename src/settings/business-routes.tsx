/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { getCountries } from "libphonenumber-js/min";
import {
  BusinessPage,
  type BusinessProblems,
  type BusinessValues,
} from "../../views/settings/business-page.tsx";
import { HOUR } from "../clock.ts";
import type { Language } from "../db/schema.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { countryOfZone, zoneNames } from "../users/guess-zone.ts";
import {
  findLanguage,
  isEmpty,
  languageProblem,
  nameProblem,
  problemsOf,
  zoneProblem,
} from "../users/read-fields.ts";
import { doneText, redirectDone } from "./done.ts";
import { getSetting, saveSetting } from "./settings.ts";

const PATH = "/settings/business";
const intervals = ["0", "24", "48"];

/** What holds for the whole business. */
export function businessRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, async ({ me, request, query }) => {
      const values = await readBusiness(recado, me.language);
      return showBusiness(recado, request, me, {
        values,
        problems: {},
        done: doneText(me.t, query),
      });
    })
    .post(PATH, ({ me, request }) => saveBusiness(recado, request, me), asForm);
}

async function readBusiness(recado: Recado, language: Language): Promise<BusinessValues> {
  const nobodyYet = { name: "", language, timezone: "UTC", country: null };
  const business = (await getSetting(recado.db, "business")) ?? nobodyYet;
  const interval = await getSetting(recado.db, "threadingInterval");
  return {
    business: business.name,
    language: business.language,
    timezone: business.timezone,
    country: business.country ?? countryOfZone(business.timezone) ?? "",
    threading: String(interval / HOUR),
  };
}

async function saveBusiness(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = form.texts("business", "language", "timezone", "country", "threading");
  const problems: BusinessProblems = problemsOf({
    business: nameProblem(values.business),
    language: languageProblem(values.language),
    timezone: zoneProblem(values.timezone),
    country: values.country === "" || isCountry(values.country) ? undefined : "field.choice",
    threading: intervals.includes(values.threading) ? undefined : "field.choice",
  });
  const language = findLanguage(values.language);
  if (!isEmpty(problems) || !language)
    return showBusiness(recado, request, me, { values, problems });
  const { business: name, timezone } = values;
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    await saveSetting(
      tx,
      "business",
      { name, language, timezone, country: values.country || null },
      now,
    );
    await saveSetting(tx, "threadingInterval", Number(values.threading) * HOUR, now);
  });
  return redirectDone(PATH, "saved");
}

async function showBusiness(
  recado: Recado,
  request: Request,
  me: Me,
  content: { values: BusinessValues; problems: BusinessProblems; done?: string },
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const markup = (
    <BusinessPage
      frame={frame}
      {...content}
      zones={zoneNames()}
      countries={countryChoices(me.language)}
    />
  );
  return page(markup, { status: isEmpty(content.problems) ? 200 : 422 });
}

function isCountry(code: string): boolean {
  return getCountries().some((country) => country === code);
}

/** All countries that have a telephone code, by name in the reader's language. */
function countryChoices(language: Language) {
  const names = new Intl.DisplayNames(language, { type: "region" });
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
