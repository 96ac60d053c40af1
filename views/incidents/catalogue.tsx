/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { IncidentFigures } from "../../src/incidents/count-incident.ts";
import { BotLayout } from "../bot/bot-layout.tsx";
import { languages, type Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { languageNames } from "../ui/languages.ts";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { type SentenceTrial, TrySentence } from "./try-sentence.tsx";

/** One incident as the catalogue shows it. */
export interface IncidentItem {
  id: number;
  name: string;
  category: string;
  isOn: boolean;
  isOfPack: boolean;
  phrasings: Partial<Record<Language, number>>;
  /** What the bot does about it, in one line. */
  sentence: string;
  /** Of the last 30 days; null: never asked. */
  figures: IncidentFigures | null;
  /** Whether it stands first or last in its category. */
  isFirst: boolean;
  isLast: boolean;
}

export interface Catalogue {
  t: Translate;
  incidents: IncidentItem[];
  /** How many are not shown. */
  more: number;
  /** What was searched; empty: all are shown. */
  words: string;
}

interface CataloguePageProps {
  frame: Frame;
  catalogue: Catalogue;
  trial: SentenceTrial;
  isBotOn: boolean;
  done?: string;
}

/** `/bot/incidents` */
export function CataloguePage({ frame, catalogue, trial, isBotOn, done }: CataloguePageProps) {
  const { t } = frame.me;
  return (
    <BotLayout
      frame={frame}
      tab="incidents"
      title={t("incident.title")}
      isOn={isBotOn}
      done={done}
      styles={["incidents"]}
    >
      <div class="split">
        <IncidentList {...catalogue} />
        {catalogue.incidents.length > 0 && (
          <section class="panel aside" aria-labelledby="try-title">
            <TrySentence t={t} trial={trial} />
          </section>
        )}
      </div>
    </BotLayout>
  );
}

/** All incidents by category, or what one is. A swap target of its own. */
export function IncidentList(catalogue: Catalogue) {
  const { t, incidents, words } = catalogue;
  const isEmpty = incidents.length === 0 && !words;
  return (
    <section class="panel" aria-labelledby="incidents-title">
      <div class={isEmpty ? undefined : "spread"}>
        <h2 id="incidents-title">{t("incident.title")}</h2>
        {!isEmpty && (
          <ButtonLink href="/bot/incidents/new" tone="primary" icon="plus">
            {t("incident.new")}
          </ButtonLink>
        )}
      </div>
      <p class="hint">{t("incident.lead")}</p>
      {!isEmpty && (
        <SearchBox
          action="/bot/incidents"
          target="#incidents"
          label={t("incident.search")}
          value={words}
        />
      )}
      <Incidents {...catalogue} />
    </section>
  );
}

/** What the search and every change of the list bring anew. */
export function Incidents({ t, incidents, more, words }: Catalogue) {
  return (
    <div id="incidents" class="stack">
      {incidents.length === 0 && (words ? <NothingFound t={t} words={words} /> : <None t={t} />)}
      {groupsOf(incidents).map(([category, rows]) => (
        <section key={category} aria-label={category || t("incident.category.none")}>
          <h3 dir="auto">{category || t("incident.category.none")}</h3>
          <ol class="lines">
            {rows.map((incident) => (
              <Incident key={incident.id} t={t} incident={incident} isSearched={words !== ""} />
            ))}
          </ol>
        </section>
      ))}
      {more > 0 && <p class="hint">{t("incident.more", { n: more })}</p>}
    </div>
  );
}

function groupsOf(incidents: readonly IncidentItem[]): [string, IncidentItem[]][] {
  const groups = new Map<string, IncidentItem[]>();
  for (const incident of incidents) {
    const group = groups.get(incident.category);
    if (group) group.push(incident);
    else groups.set(incident.category, [incident]);
  }
  return [...groups];
}

/** The list as a part of an answer, whatever the target was. */
export function IncidentsPart(catalogue: Catalogue) {
  return (
    <Part target="#incidents">
      <Incidents {...catalogue} />
    </Part>
  );
}

/** The same, not morphed: a switch that was turned in vain goes back. */
export function IncidentsAnew(catalogue: Catalogue) {
  return (
    <hx-partial hx-target="#incidents" hx-swap="outerHTML">
      <Incidents {...catalogue} />
    </hx-partial>
  );
}

function None({ t }: { t: Translate }) {
  return (
    <EmptyState icon="sparkle" title={t("incident.empty")}>
      <p>{t("incident.empty.text")}</p>
      <p class="examples">
        <ButtonLink href="/bot/incidents/new" tone="primary" icon="plus">
          {t("incident.new")}
        </ButtonLink>
        <ButtonLink href="/bot/packs" icon="sparkle">
          {t("incident.empty.packs")}
        </ButtonLink>
      </p>
    </EmptyState>
  );
}

function NothingFound({ t, words }: { t: Translate; words: string }) {
  return (
    <EmptyState icon="search" title={t("incident.search.none", { words })}>
      {t("incident.search.none.text")}
    </EmptyState>
  );
}

interface IncidentProps {
  t: Translate;
  incident: IncidentItem;
  isSearched: boolean;
}

function Incident({ t, incident, isSearched }: IncidentProps) {
  const { id, name, isOn } = incident;
  return (
    <li id={`incident-${id}`} class={isOn ? "line" : "line is-off"}>
      <label class="switch-label">
        <input
          class="switch"
          type="checkbox"
          role="switch"
          id={`incident-${id}-enabled`}
          name="enabled"
          value="1"
          checked={isOn}
          aria-label={t("incident.enabled.named", { name })}
          hx-put={`/bot/incidents/${id}/enabled`}
          hx-include="#search-input"
          hx-swap="none"
        />
      </label>
      <IncidentText t={t} incident={incident} />
      <IncidentActions t={t} incident={incident} isSearched={isSearched} />
    </li>
  );
}

function IncidentText({ t, incident }: Omit<IncidentProps, "isSearched">) {
  const { id, name, sentence, figures } = incident;
  return (
    <div class="line-text">
      <p class="line-title">
        <a href={`/bot/incidents/${id}`} dir="auto">
          {name}
        </a>
        {incident.isOfPack && <Badge>{t("incident.from-pack")}</Badge>}
      </p>
      <p>{sentence}</p>
      <p class="quiet-text incident-counts">
        {languages.map((language) => (
          <PhrasingCount
            key={language}
            t={t}
            language={language}
            n={incident.phrasings[language] ?? 0}
          />
        ))}
      </p>
      <p class="quiet-text">
        {figures ? t("incident.figures", { ...figures }) : t("incident.figures.none")}
      </p>
    </div>
  );
}

function PhrasingCount({ t, language, n }: { t: Translate; language: Language; n: number }) {
  const label = t("incident.phrasings.count", { n, language: languageNames[language] });
  return (
    <span role="img" aria-label={label} title={label}>
      {language.toUpperCase()} {n}
    </span>
  );
}

function IncidentActions({ t, incident, isSearched }: IncidentProps) {
  const { id, name } = incident;
  const address = `/bot/incidents/${id}`;
  return (
    <LineActions
      t={t}
      name={name}
      address={address}
      id={`incident-${id}`}
      place={isSearched ? null : incident}
      labels={{
        up: "incident.up.named",
        down: "incident.down.named",
        edit: "incident.edit.named",
        delete: "incident.delete.named",
      }}
    />
  );
}
