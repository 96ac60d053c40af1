/** @jsxImportSource preact */
import { KnowledgeSlot } from "../contacts/contact-knowledge.tsx";
import { VipStar } from "../contacts/vip-star.tsx";
import type { Translate } from "../i18n.ts";
import { Why } from "../routing/why.tsx";
import { TicketClocks } from "../sla/ticket-clocks.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, Tag } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { TicketLinks } from "./ticket-links.tsx";
import type { ContactPane } from "./types.ts";

type PaneProps = { t: Translate; contact: ContactPane };

/** Who this is. Beside the thread where there is room, else shown by its own fragment (#contact-pane). */
export function ContactAside({ t, contact }: PaneProps) {
  return (
    <aside class="pane contact-pane" id="contact-pane" aria-label={t("contact.pane")}>
      <a class="icon-button quiet contact-back" href="#thread-pane" aria-label={t("ui.back")}>
        <Icon name="back" />
      </a>
      <div class="scroll contact-scroll">
        <header class="contact-head">
          <Avatar name={contact.name} size="l" />
          <h2 dir="auto">
            {contact.name}
            {contact.isVip && <VipStar t={t} />}
          </h2>
          {contact.isBlocked && (
            <Badge tone="danger" icon="ban">
              {t("composer.blocked")}
            </Badge>
          )}
          {contact.mayOpen && (
            <ButtonLink href={`/contacts/${contact.contactId}`}>{t("contact.edit")}</ButtonLink>
          )}
        </header>
        <TicketClocks t={t} clocks={contact.clocks} />
        <Facts fields={contact.fields} />
        {contact.mayOpen && <KnowledgeSlot t={t} contactId={contact.contactId} />}
        <Tags t={t} contact={contact} />
        <Consent t={t} contact={contact} />
        <Reasons t={t} contact={contact} />
        <section>
          <h3>{t("contact.tickets")}</h3>
          <TicketLinks t={t} tickets={contact.tickets} />
        </section>
        {contact.mayRequest && (
          <section>
            <h3>{t("contact.privacy")}</h3>
            <a class="link-like" href={`/consent/requests/new?contact=${contact.contactId}`}>
              {t("contact.privacy.new")}
            </a>
          </section>
        )}
      </div>
    </aside>
  );
}

function Tags({ t, contact }: PaneProps) {
  if (contact.tags.length === 0) return null;
  return (
    <section>
      <h3>{t("contact.tags")}</h3>
      <p class="tags">
        {contact.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </p>
    </section>
  );
}

/** What rules did to the open ticket; most have none. */
function Reasons({ t, contact }: PaneProps) {
  if (contact.why.length === 0) return null;
  return (
    <section id="why">
      <h3>{t("routing.why")}</h3>
      <Why t={t} firings={contact.why} />
    </section>
  );
}

function Facts({ fields }: Pick<ContactPane, "fields">) {
  return (
    <dl class="facts">
      {fields.map((field) => (
        <div key={field.label}>
          <dt>{field.label}</dt>
          <dd dir="auto">{field.href ? <a href={field.href}>{field.value}</a> : field.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Consent({ t, contact }: PaneProps) {
  return (
    <section class="stack">
      <h3>{t("contact.consent")}</h3>
      <ul class="plain-list">
        {contact.consent.map((consent) => (
          <li key={consent.purpose} class="spread">
            <span>
              {consent.purpose}
              {consent.time && <br />}
              {consent.time && <Time class="quiet-text" time={consent.time} />}
            </span>
            <Badge tone={consent.tone}>{consent.state}</Badge>
          </li>
        ))}
      </ul>
      <p class="tags">
        {contact.askHref && <ButtonLink href={contact.askHref}>{t("ask.title")}</ButtonLink>}
        {contact.mayOpen && (
          <ButtonLink href={`/contacts/${contact.contactId}/consent`}>
            {t("consent-log.to-note")}
          </ButtonLink>
        )}
      </p>
    </section>
  );
}
