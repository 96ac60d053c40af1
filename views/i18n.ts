import type { Language } from "../src/db/schema.ts";
import { boardStrings } from "./board/strings.ts";
import { bookingStrings } from "./bookings/strings.ts";
import { coverageStrings } from "./bot/coverage-strings.ts";
import { botStrings } from "./bot/strings.ts";
import { testStrings } from "./bot/test-strings.ts";
import { whyStrings } from "./bot/why-strings.ts";
import { detailStrings } from "./contacts/detail-strings.ts";
import { segmentStrings } from "./contacts/segment-strings.ts";
import { bulkStrings } from "./bulk/strings.ts";
import { consentFormStrings } from "./consent/form-strings.ts";
import { exportStrings } from "./consent/export-strings.ts";
import { auditStrings } from "./consent/audit-strings.ts";
import { consentImportStrings } from "./consent/import-strings.ts";
import { consentTextsStrings } from "./consent/texts-strings.ts";
import { consentLayoutStrings } from "./consent/layout-strings.ts";
import { consentLogStrings } from "./consent/log-strings.ts";
import { consentRecordStrings } from "./consent/record-strings.ts";
import { privacySettingsStrings } from "./consent/privacy-settings-strings.ts";
import { erasureStrings } from "./consent/erasure-strings.ts";
import { requestStrings } from "./consent/request-strings.ts";
import { proofStrings } from "./consent/proof-strings.ts";
import { recordFormStrings } from "./consent/record-form-strings.ts";
import { retentionStrings } from "./consent/retention-strings.ts";
import { contactStrings } from "./contacts/strings.ts";
import { assignmentStrings } from "./inbox/assignment-strings.ts";
import { mediaStrings } from "./inbox/media-strings.ts";
import { inboxStrings } from "./inbox/strings.ts";
import { connectionStrings } from "./flows/connection-strings.ts";
import { flowProblemStrings } from "./flows/problem-strings.ts";
import { stepStrings } from "./flows/step-strings.ts";
import { flowStrings } from "./flows/strings.ts";
import { flowTryStrings } from "./flows/try-strings.ts";
import { packStrings } from "./packs/strings.ts";
import { incidentStrings } from "./incidents/strings.ts";
import { articleStrings } from "./knowledge/strings.ts";
import { notifyStrings } from "./notify/strings.ts";
import { roleStrings } from "./settings/role-strings.ts";
import { sayStrings } from "./routing/say-strings.ts";
import { routingStrings } from "./routing/strings.ts";
import { routingTrialStrings } from "./routing/trial-strings.ts";
import { savedViewStrings } from "./saved-views/strings.ts";
import { settingsStrings } from "./settings/strings.ts";
import { contactFieldStrings } from "./settings/contact-field-strings.ts";
import { skillStrings } from "./settings/skills-strings.ts";
import { mergingStrings } from "./merging/strings.ts";
import { quickReplyStrings } from "./settings/quick-reply-strings.ts";
import { simulatorStrings } from "./simulator/strings.ts";
import { slaReportStrings } from "./sla/report-strings.ts";
import { slaStrings } from "./sla/strings.ts";
import { teamStrings } from "./teams/strings.ts";
import { templateStrings } from "./templates/strings.ts";
import { errorStrings } from "./ui/error-strings.ts";
import { uiStrings } from "./ui/strings.ts";
import { userStrings } from "./users/strings.ts";

export const languages: readonly Language[] = ["en", "fr", "pt", "es"];

/** A text in the four languages; with plural forms where a number `n` decides. */
export type Text = Record<Language, string | Plural>;
export type Plural = { one: string; other: string };

/** All texts of all pages. A key of the wrong kind or a missing language does not compile. */
const strings = {
  ...uiStrings,
  ...errorStrings,
  ...inboxStrings,
  ...mediaStrings,
  ...assignmentStrings,
  ...settingsStrings,
  ...roleStrings,
  ...routingStrings,
  ...routingTrialStrings,
  ...sayStrings,
  ...contactStrings,
  ...detailStrings,
  ...segmentStrings,
  ...botStrings,
  ...whyStrings,
  ...coverageStrings,
  ...bookingStrings,
  ...flowProblemStrings,
  ...flowStrings,
  ...stepStrings,
  ...flowTryStrings,
  ...connectionStrings,
  ...testStrings,
  ...boardStrings,
  ...bulkStrings,
  ...consentFormStrings,
  ...consentImportStrings,
  ...consentLayoutStrings,
  ...consentTextsStrings,
  ...auditStrings,
  ...consentLogStrings,
  ...consentRecordStrings,
  ...privacySettingsStrings,
  ...erasureStrings,
  ...requestStrings,
  ...recordFormStrings,
  ...proofStrings,
  ...exportStrings,
  ...retentionStrings,
  ...mergingStrings,
  ...savedViewStrings,
  ...userStrings,
  ...simulatorStrings,
  ...quickReplyStrings,
  ...skillStrings,
  ...contactFieldStrings,
  ...templateStrings,
  ...teamStrings,
  ...slaStrings,
  ...slaReportStrings,
  ...notifyStrings,
  ...articleStrings,
  ...packStrings,
  ...incidentStrings,
} satisfies Record<string, Text>;

export type TextKey = keyof typeof strings;
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

const plurals = Object.fromEntries(
  languages.map((language) => [language, new Intl.PluralRules(language)]),
) as Record<Language, Intl.PluralRules>;

/** `t("inbox.waiting", { n: 3 })`: the text with `{n}` filled in, in the plural that `n` asks for. */
export function translator(language: Language): Translate {
  return (key, values = {}) => {
    const text: string | Plural = strings[key][language];
    const form =
      typeof text === "string"
        ? text
        : text[plurals[language].select(Number(values.n ?? 0)) === "one" ? "one" : "other"];
    const said = language === "fr" ? spaceFrench(form) : form;
    return said.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  };
}

const spaced = new Map<string, string>();

/** A colon or a question mark never begins a line: the space before it is one that does not break. */
export function spaceFrench(text: string): string {
  const known = spaced.get(text);
  if (known !== undefined) return known;
  const fixed = text.replaceAll(/(?<=\S) (?=[:?!;»])/g, "\u00a0").replaceAll(/(?<=«) /g, "\u00a0");
  spaced.set(text, fixed);
  return fixed;
}
