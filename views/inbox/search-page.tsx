/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Time } from "../ui/time.tsx";
import type { SearchResults, SnippetPart } from "./types.ts";

/** Search over everything, as one types; the address keeps the words. */
export function SearchPage({ frame, results }: { frame: Frame; results: SearchResults }) {
  const { t } = frame.me;
  return (
    <Layout title={t("search.title")} frame={frame} active="search">
      <div class="column">
        <h1>{t("search.title")}</h1>
        <SearchBox
          action="/search"
          target="#results"
          label={t("search.label")}
          value={results.query}
          kept={results.archive === "searched" ? { archive: "1" } : undefined}
          autofocus
        />
        <Results t={t} results={results} />
      </div>
    </Layout>
  );
}

export function Results({ t, results }: { t: Translate; results: SearchResults }) {
  return (
    <div id="results" aria-live="polite">
      <ResultLists t={t} results={results} />
      {results.query && results.archive !== "none" && <ArchiveLink t={t} results={results} />}
    </div>
  );
}

/** What is archived is out of the way, and still there. */
function ArchiveLink({ t, results }: { t: Translate; results: SearchResults }) {
  const words = { q: results.query };
  const isSearched = results.archive === "searched";
  const query = new URLSearchParams(isSearched ? words : { ...words, archive: "1" });
  return (
    <p>
      <a class="button quiet" href={`/search?${query}`}>
        {t(isSearched ? "search.archive.without" : "search.archive")}
      </a>
    </p>
  );
}

function ResultLists({ t, results }: { t: Translate; results: SearchResults }) {
  if (!results.query) return <EmptyState icon="search" title={t("search.start")} />;
  if (results.contacts.length + results.messages.length === 0) {
    return (
      <EmptyState icon="search" title={t("search.nothing", { query: results.query })}>
        <p>{t("search.nothing.text")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {results.contacts.length > 0 && <ContactResults t={t} results={results} />}
      {results.messages.length > 0 && <MessageResults t={t} results={results} />}
    </>
  );
}

function ContactResults({ t, results }: { t: Translate; results: SearchResults }) {
  return (
    <section>
      <h2 class="section-title">{t("search.contacts")}</h2>
      <ul class="rows">
        {results.contacts.map((contact) => (
          <li key={contact.id} class="row">
            <a
              class="row-link"
              href={contact.ticket ? `/tickets/${contact.ticket}` : `/contacts/${contact.id}`}
            >
              <Avatar name={contact.name} />
              <span class="row-text">
                <strong dir="auto">{contact.name}</strong>
                <span class="row-line">{contact.subtitle}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MessageResults({ t, results }: { t: Translate; results: SearchResults }) {
  return (
    <section>
      <h2 class="section-title">{t("search.messages")}</h2>
      <ul class="rows">
        {results.messages.map((message) => (
          <li key={message.id} class="row">
            <a
              class="row-link"
              href={`/tickets/${message.ticket}?message=${message.id}#m-${message.id}`}
            >
              <span class="row-text">
                <span class="row-top">
                  <strong dir="auto">{message.name}</strong>
                  <Time time={message.time} />
                </span>
                <span class="snippet" dir="auto">
                  <Snippet parts={message.snippet} />
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Snippet({ parts }: { parts: SnippetPart[] }) {
  return (
    <>
      {parts.map((part, index) =>
        part.isMatch ? <mark key={index}>{part.text}</mark> : part.text,
      )}
    </>
  );
}

/** The same, short, for the palette. */
export function QuickResults({ t, results }: { t: Translate; results: SearchResults }) {
  return (
    <ul>
      {results.contacts.map((contact) => (
        <li key={`c${contact.id}`}>
          <a
            class="menu-item"
            href={contact.ticket ? `/tickets/${contact.ticket}` : `/contacts/${contact.id}`}
          >
            <Icon name="person" />
            <span class="grow one-line" dir="auto">
              {contact.name}
            </span>
            <small>{contact.subtitle}</small>
          </a>
        </li>
      ))}
      {results.messages.map((message) => (
        <li key={`m${message.id}`}>
          <a
            class="menu-item"
            href={`/tickets/${message.ticket}?message=${message.id}#m-${message.id}`}
          >
            <Icon name="inbox" />
            <span class="grow one-line" dir="auto">
              <Snippet parts={message.snippet} />
            </span>
            <small>{message.name}</small>
          </a>
        </li>
      ))}
      {results.query && (
        <li>
          <a class="menu-item" href={`/search?q=${encodeURIComponent(results.query)}`}>
            <Icon name="search" />
            <span class="grow">{t("search.all", { query: results.query })}</span>
          </a>
        </li>
      )}
    </ul>
  );
}
