/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type PrivacyProblems,
  PrivacySettingsPage,
  type PrivacyValues,
} from "../../views/consent/privacy-settings-page.tsx";
import type { Db } from "../db/open.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { isEmpty, problemsOf } from "../users/read-fields.ts";
import {
  evidenceMonths,
  isJurisdiction,
  jurisdictionOf,
  LEAST_EVIDENCE_MONTHS,
} from "./jurisdictions.ts";
import { presentProfile } from "./present-profile.ts";
import { lawChoices } from "./request-form.ts";

const PATH = "/consent/settings";
const MOST_EVIDENCE_MONTHS = 240;

/** Whose rules the business follows, and how it keeps them. */
export function privacySettingsRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, async ({ request, query }) => {
      const values = await readValues(recado.db);
      const done = doneText(meOf(request).t, query);
      return showSettings(recado, request, { values, problems: {}, done });
    })
    .post(PATH, ({ request }) => saveSettings(recado, request), asForm);
}

async function readValues(db: Db): Promise<PrivacyValues> {
  const privacy = await getSetting(db, "privacy");
  return {
    jurisdiction: privacy.jurisdiction ?? "",
    controller: privacy.controller,
    contact: privacy.contact,
    stopEnds: privacy.stopEnds ?? "all",
    evidenceMonths: String(await evidenceMonths(db)),
  };
}

async function saveSettings(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const values = form.texts("jurisdiction", "controller", "contact", "stopEnds", "evidenceMonths");
  const { jurisdiction } = values;
  const months = /^\d{1,3}$/.test(values.evidenceMonths) ? Number(values.evidenceMonths) : 0;
  const isMonths = months >= LEAST_EVIDENCE_MONTHS && months <= MOST_EVIDENCE_MONTHS;
  const problems: PrivacyProblems = problemsOf({
    jurisdiction: !jurisdiction || isJurisdiction(jurisdiction) ? undefined : "field.choice",
    evidenceMonths: isMonths ? undefined : "privacy-settings.evidence.wrong",
  });
  if (!isEmpty(problems)) return showSettings(recado, request, { values, problems });
  await recado.write(async (tx) => {
    const privacy = {
      ...(await getSetting(tx, "privacy")),
      jurisdiction: jurisdiction || null,
      controller: values.controller,
      contact: values.contact,
      stopEnds: values.stopEnds === "marketing" ? ("marketing" as const) : ("all" as const),
      evidenceMonths: months,
    };
    await saveSetting(tx, "privacy", privacy, recado.clock.now());
  });
  return redirectDone(PATH, "saved");
}

interface Shown {
  values: PrivacyValues;
  problems: PrivacyProblems;
  done?: string;
}

async function showSettings(recado: Recado, request: Request, shown: Shown): Promise<Response> {
  const me = meOf(request);
  const profile = await jurisdictionOf(recado.db);
  const business = await getSetting(recado.db, "business");
  const markup = (
    <PrivacySettingsPage
      frame={await frameOf(recado, request)}
      business={business?.name ?? ""}
      countries={lawChoices(me.language, me.t("privacy-settings.law.none"))}
      profile={profile ? presentProfile(profile, me) : null}
      {...shown}
    />
  );
  return page(markup, { status: isEmpty(shown.problems) ? 200 : 422 });
}
