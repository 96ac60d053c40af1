/** @jsxImportSource preact */
import { type RequestItem, RequestLine } from "../consent/requests-page.tsx";
import type { Translate } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { ButtonLink } from "../ui/button.tsx";

export interface ContactPrivacyView {
  /** Why to mind what is done with them; null: nothing. */
  restricted: string | null;
  /** Open ones; null: the reader does not handle requests. */
  requests: RequestItem[] | null;
}

interface ContactPrivacyProps {
  t: Translate;
  contactId: number;
  privacy: ContactPrivacyView;
}

/** What they asked about their data, and the way to write a request down. */
export function ContactPrivacy({ t, contactId, privacy }: ContactPrivacyProps) {
  if (privacy.requests === null) return null;
  return (
    <Panel id="privacy" title={t("contact.privacy")} hint={t("contact.privacy.text")}>
      {privacy.requests.length > 0 && (
        <ul class="entries">
          {privacy.requests.map((item) => (
            <RequestLine key={item.id} t={t} item={item} />
          ))}
        </ul>
      )}
      <p>
        <ButtonLink href={`/consent/requests/new?contact=${contactId}`} icon="shield">
          {t("contact.privacy.new")}
        </ButtonLink>
      </p>
    </Panel>
  );
}
