/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { ConsentView } from "../consent/consent-timeline.tsx";
import type { Translate } from "../i18n.ts";
import { type TicketLink, TicketLinks } from "../inbox/ticket-links.tsx";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Part } from "../ui/part.tsx";
import type { TimeText } from "../ui/time.tsx";
import { ContactDetails } from "./contact-details.tsx";
import { ContactTags } from "./contact-tags.tsx";
import { ContactConsent } from "./contact-consent.tsx";
import { ContactKnowledge, type KnowledgeView } from "./contact-knowledge.tsx";
import { ContactPrivacy, type ContactPrivacyView } from "./contact-privacy.tsx";
import { VipStar } from "./vip-star.tsx";

/** Everything that the page of one contact shows. */
export interface ContactView {
  id: number;
  name: string;
  /** What stands in the form: not saved yet after a refusal. */
  typedName: string;
  language: Language | null;
  /** `href` is null where numbers are masked. */
  phone: { text: string; href: string | null } | null;
  username: string | null;
  userId: string | null;
  since: TimeText;
  isBlocked: boolean;
  isSimulated: boolean;
  isVip: boolean;
  known: KnowledgeView;
  tags: string[];
  /** Tags of other contacts, to choose from. */
  knownTags: string[];
  consent: ConsentView;
  tickets: TicketLink[];
  privacy: ContactPrivacyView;
}

interface ContactPageProps {
  frame: Frame;
  contact: ContactView;
  nameError?: string;
  done?: string;
}

/** `/contacts/:id`: who this is, what they agreed to, and what was talked about. */
export function ContactPage({ frame, contact, nameError, done }: ContactPageProps) {
  const { t } = frame.me;
  return (
    <Layout title={contact.name} frame={frame} active="contacts" styles={["consent-log"]}>
      <div class="column wide">
        <BackLink href="/contacts">{t("contacts.title")}</BackLink>
        {done && <Notice tone="good">{done}</Notice>}
        <ContactBody t={t} contact={contact} nameError={nameError} />
      </div>
    </Layout>
  );
}

/** All of it but the frame: a block changes most of its parts. */
export function ContactBody({
  t,
  contact,
  nameError,
}: {
  t: Translate;
  contact: ContactView;
  nameError?: string;
}) {
  return (
    <div id="contact" class="stack">
      <header class="contact-title">
        <Avatar name={contact.name} size="l" />
        <div class="grow">
          <h1 dir="auto">
            {contact.name} {contact.isVip && <VipStar t={t} />}
          </h1>
          <p class="tags">
            {contact.phone && <span class="quiet-text">{contact.phone.text}</span>}
            {contact.isBlocked && (
              <Badge tone="danger" icon="ban">
                {t("contacts.blocked")}
              </Badge>
            )}
            {contact.isSimulated && <Badge icon="simulator">{t("contacts.simulated")}</Badge>}
          </p>
        </div>
      </header>
      {contact.privacy.restricted && <Notice tone="warning">{contact.privacy.restricted}</Notice>}
      <div class="split">
        <div class="stack">
          <ContactDetails t={t} contact={contact} nameError={nameError} />
          <Tickets t={t} contact={contact} />
          <ContactConsent t={t} consent={contact.consent} />
        </div>
        <div class="stack">
          <ContactKnowledge t={t} contactId={contact.id} known={contact.known} />
          <ContactTags t={t} id={contact.id} tags={contact.tags} knownTags={contact.knownTags} />
          <ContactPrivacy t={t} contactId={contact.id} privacy={contact.privacy} />
          <Block t={t} contact={contact} />
        </div>
      </div>
    </div>
  );
}

/** The same as a part of an answer, whatever the target was. */
export function ContactPart(props: { t: Translate; contact: ContactView }) {
  return (
    <Part target="#contact">
      <ContactBody {...props} />
    </Part>
  );
}

function Tickets({ t, contact }: { t: Translate; contact: ContactView }) {
  return (
    <Panel id="tickets" title={t("contacts.tickets")}>
      {contact.tickets.length === 0 && <p class="hint">{t("contacts.tickets.none")}</p>}
      <TicketLinks t={t} tickets={contact.tickets} />
    </Panel>
  );
}

/** Says what a block does before it is pressed. */
function Block({ t, contact }: { t: Translate; contact: ContactView }) {
  return (
    <Panel
      id="block"
      title={t(contact.isBlocked ? "contacts.blocked" : "contacts.block.title")}
      hint={t(contact.isBlocked ? "contacts.blocked.text" : "contacts.block.text")}
    >
      <p>
        {contact.isBlocked ? (
          <Button hx-delete={`/contacts/${contact.id}/block`} hx-swap="none">
            {t("contacts.unblock")}
          </Button>
        ) : (
          <Button tone="danger" icon="ban" hx-put={`/contacts/${contact.id}/block`} hx-swap="none">
            {t("contacts.block")}
          </Button>
        )}
      </p>
    </Panel>
  );
}
