/** @jsxImportSource preact */
import { ConsentStates, ConsentTimeline, type ConsentView } from "../consent/consent-timeline.tsx";
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { ButtonLink } from "../ui/button.tsx";

/** What the person agreed to, what happened last, and the way to record more. */
export function ContactConsent({ t, consent }: { t: Translate; consent: ConsentView }) {
  const { contactId, states, items, total } = consent;
  return (
    <Panel id="consent" title={t("contacts.consent")} hint={t("contacts.consent.hint")}>
      <ConsentStates t={t} states={states} />
      <ConsentTimeline t={t} items={items} />
      <p class="form-actions">
        <ButtonLink href={`/contacts/${contactId}/consent`}>
          {t("consent-log.to-record")}
        </ButtonLink>
        {total > items.length && (
          <a class="link-like" href={`/contacts/${contactId}/consent#history`}>
            {t("consent-log.whole-history", { n: total })}
          </a>
        )}
      </p>
    </Panel>
  );
}
