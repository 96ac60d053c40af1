/** @jsxImportSource preact */
import type { Authority } from "../../src/privacy/jurisdiction-profiles.ts";
import type { Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";

/** What one country asks of the business, in words. */
export interface ProfileView {
  country: string;
  facts: { label: string; values: string[] }[];
  authorities: Authority[];
  sources: readonly string[];
}

/** The profile that holds, with its sources; addresses are text, since nothing here leads outside. */
export function ProfilePanel({ t, profile }: { t: Translate; profile: ProfileView | null }) {
  if (!profile) return <Notice tone="info">{t("privacy-settings.profile.none")}</Notice>;
  const title = t("privacy-settings.profile", { country: profile.country });
  return (
    <Panel id="profile" title={title} hint={t("privacy-settings.profile.note")}>
      <div class="profile">
        <dl class="facts">
          {profile.facts.map(({ label, values }) => (
            <div key={label}>
              <dt>{label}</dt>
              {values.map((value) => (
                <dd key={value}>{value}</dd>
              ))}
            </div>
          ))}
          <div>
            <dt>{t("privacy-settings.profile.complaint")}</dt>
            {profile.authorities.map(({ name, web, address }) => (
              <dd key={name}>
                {name}, {web}
                <br />
                <small class="hint">{address}</small>
              </dd>
            ))}
          </div>
          <div>
            <dt>{t("privacy-settings.profile.sources")}</dt>
            {profile.sources.map((source) => (
              <dd key={source}>
                <small>{source}</small>
              </dd>
            ))}
          </div>
        </dl>
      </div>
    </Panel>
  );
}
