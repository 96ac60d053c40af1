import type { ProfileView } from "../../views/consent/profile-panel.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Me } from "../http/me.ts";
import {
  type JurisdictionProfile,
  type RequestKind,
  requestKinds,
  type Term,
} from "./jurisdiction-profiles.ts";

/** A profile in the reader's words. */
export function presentProfile(
  profile: JurisdictionProfile,
  { t, language }: Pick<Me, "t" | "language">,
): ProfileView {
  const { code, extension, consentMonths, messagesAuthority } = profile;
  const names = new Intl.DisplayNames(language, { type: "region" });
  const fact = (label: string, ...values: string[]) => ({ label, values });
  const months = consentMonths === null ? null : termWords({ months: consentMonths }, t);
  return {
    country: names.of(code === "UK" ? "GB" : code) ?? code,
    facts: [
      fact(t("privacy-settings.profile.laws"), ...profile.laws),
      fact(t("privacy-settings.profile.term"), ...termsOf(profile, t)),
      fact(
        t("privacy-settings.profile.extension"),
        extension ? termWords(extension, t) : t("privacy-settings.profile.no-extension"),
      ),
      fact(t("privacy-settings.profile.withdrawal"), withdrawalWords(profile, t)),
      ...(months ? [fact(t("privacy-settings.profile.consent"), months)] : []),
      fact(
        t("privacy-settings.profile.duties"),
        profile.textDuties.map((duty) => t(`privacy-settings.duty.${duty}`)).join(", "),
      ),
    ],
    authorities: [profile.authority, ...(messagesAuthority ? [messagesAuthority] : [])],
    sources: profile.sources,
  };
}

/** One line where all kinds have the same term. */
function termsOf({ terms }: JurisdictionProfile, t: Translate): string[] {
  const words = requestKinds.map((kind): [RequestKind, string] => [
    kind,
    termWords(terms[kind], t),
  ]);
  const first = words[0]?.[1] ?? "";
  if (words.every(([, term]) => term === first)) return [first];
  return words.map(([kind, term]) =>
    t("privacy-settings.profile.term.kind", { kind: t(`requests.kind.${kind}`), term }),
  );
}

function withdrawalWords({ withdrawal }: JurisdictionProfile, t: Translate): string {
  if (!withdrawal) return t("privacy-settings.profile.at-once");
  return t("privacy-settings.profile.by-law", { term: termWords(withdrawal, t) });
}

export function termWords(term: Term, t: Translate): string {
  if ("months" in term) return t("privacy-settings.months", { n: term.months });
  if ("days" in term) return t("privacy-settings.days", { n: term.days });
  return t("privacy-settings.working-days", { n: term.workingDays });
}
