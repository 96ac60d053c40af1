/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, Tag } from "../ui/badge.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { VipStar } from "./vip-star.tsx";

/** One line of the list. */
export interface ContactItem {
  id: number;
  name: string;
  /** Phone, username, or nothing. */
  subtitle: string;
  tags: string[];
  isBlocked: boolean;
  isSimulated: boolean;
  isVip: boolean;
}

export interface ContactList {
  query: string;
  /** The segment that is shown; null: everybody. */
  segment: number | null;
  segments: readonly { id: number; name: string }[];
  contacts: ContactItem[];
  /** The address of the next page. */
  more: string | null;
}

/** Everybody who ever wrote, by name; found as one types. */
export function ContactsPage({ frame, list }: { frame: Frame; list: ContactList }) {
  const { t } = frame.me;
  return (
    <Layout title={t("contacts.title")} frame={frame} active="contacts">
      <div class="column">
        <div class="spread">
          <h1>{t("contacts.title")}</h1>
          <ButtonLink href="/contacts/segments" tone="quiet">
            {t("segments.title")}
          </ButtonLink>
        </div>
        <SearchBox
          action="/contacts"
          target="#contacts"
          label={t("contacts.search")}
          value={list.query}
          kept={list.segment === null ? undefined : { segment: String(list.segment) }}
        />
        <SegmentFilter t={t} list={list} />
        <ContactResults t={t} list={list} />
      </div>
    </Layout>
  );
}

/** One of the segments instead of everybody; the words that are sought stay. */
function SegmentFilter({ t, list }: { t: Translate; list: ContactList }) {
  if (list.segments.length === 0) return null;
  return (
    <form class="inline-form" action="/contacts">
      {list.query && <input type="hidden" name="q" value={list.query} />}
      <select class="input" name="segment" aria-label={t("segments.filter")}>
        <option value="">{t("segments.all")}</option>
        {list.segments.map(({ id, name }) => (
          <option key={id} value={id} selected={id === list.segment}>
            {name}
          </option>
        ))}
      </select>
      <Button type="submit">{t("segments.show")}</Button>
    </form>
  );
}

/** What was found, as a swap target. */
export function ContactResults({ t, list }: { t: Translate; list: ContactList }) {
  return (
    <div id="contacts" class="list-pane" aria-live="polite">
      {list.contacts.length === 0 ? (
        <Nobody t={t} list={list} />
      ) : (
        <ul class="rows contact-rows" aria-label={t("contacts.list")}>
          <ContactRows t={t} list={list} />
        </ul>
      )}
    </div>
  );
}

/** One page of rows; the last one fetches the next and gives way to it. */
export function ContactRows({ t, list }: { t: Translate; list: ContactList }) {
  return (
    <>
      {list.contacts.map((contact) => (
        <li key={contact.id} class="row">
          <ContactLink t={t} contact={contact} />
        </li>
      ))}
      {list.more && (
        <li class="row">
          <a
            class="older-link"
            href={list.more}
            hx-get={list.more}
            hx-trigger="revealed, click"
            hx-target="closest li"
            hx-swap="outerHTML"
          >
            {t("contacts.more")}
          </a>
        </li>
      )}
    </>
  );
}

function ContactLink({ t, contact }: { t: Translate; contact: ContactItem }) {
  return (
    <a class="row-link" href={`/contacts/${contact.id}`}>
      <Avatar name={contact.name} />
      <span class="row-text">
        <span class="row-top">
          <strong dir="auto">{contact.name}</strong>
          {contact.isVip && <VipStar t={t} />}
          {contact.isBlocked && (
            <Badge tone="danger" icon="ban">
              {t("contacts.blocked")}
            </Badge>
          )}
          {contact.isSimulated && <Badge icon="simulator">{t("contacts.simulated")}</Badge>}
        </span>
        <span class="row-line">
          <span class="one-line">{contact.subtitle}</span>
          {contact.tags.slice(0, 3).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      </span>
    </a>
  );
}

function Nobody({ t, list: { query, segment } }: { t: Translate; list: ContactList }) {
  if (!query && segment !== null)
    return <EmptyState icon="contacts" title={t("segments.nobody")} />;
  if (!query) {
    return (
      <EmptyState icon="contacts" title={t("contacts.empty")}>
        <p>{t("contacts.empty.text")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={t("contacts.nothing", { query })}>
      <p>{t("contacts.nothing.text")}</p>
    </EmptyState>
  );
}
