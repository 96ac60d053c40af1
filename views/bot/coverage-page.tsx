/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/field.tsx";
import { Part } from "../ui/part.tsx";
import { BotLayout } from "./bot-layout.tsx";

/** Questions that ask much the same. */
export interface UnansweredGroup {
  /** The commonest phrasing, folded: what it is put aside by. */
  key: string;
  count: number;
  /** The commonest first; numbers of phones are masked. */
  examples: { text: string; count: number; ticket: number }[];
  /** Phrasings that are not among the examples. */
  more: number;
  /** What an incident is made of. */
  phrasings: Partial<Record<Language, string[]>>;
}

export interface UnansweredList {
  days: number;
  isSimulated: boolean;
  looked: number;
  unanswered: number;
  isCut: boolean;
  /** Asked several times. */
  groups: UnansweredGroup[];
  /** Asked once. */
  once: UnansweredGroup[];
  /** How many were asked once: only the newest are shown. */
  onceCount: number;
  incidents: { id: number; name: string }[];
}

interface CoveragePageProps {
  frame: Frame;
  list: UnansweredList;
  isOn: boolean;
}

export const coverageQuery = ({ days, isSimulated }: { days: number; isSimulated: boolean }) =>
  `days=${days}${isSimulated ? "&source=simulated" : ""}`;

/** `/bot/coverage`: what customers asked and nothing answers. */
export function CoveragePage({ frame, list, isOn }: CoveragePageProps) {
  const { t } = frame.me;
  return (
    <BotLayout
      frame={frame}
      tab="coverage"
      title={t("coverage.title")}
      isOn={isOn}
      styles={["bot-reports"]}
    >
      <header class="stack-s">
        <h2>{t("coverage.title")}</h2>
        <p class="hint">{t("coverage.lead")}</p>
      </header>
      <ReportFilter t={t} action="/bot/coverage" isSimulated={list.isSimulated}>
        <Select
          id="days"
          label={t("coverage.period")}
          choices={[7, 30, 90].map((n) => ({
            value: String(n),
            label: t("coverage.days", { n }),
          }))}
          value={String(list.days)}
        />
      </ReportFilter>
      <CoverageList t={t} list={list} />
      <p class="hint">{t("coverage.explained")}</p>
    </BotLayout>
  );
}

interface FilterProps {
  t: Translate;
  action: string;
  isSimulated: boolean;
  children: preact.ComponentChildren;
}

/** Which time, and of whom. */
export function ReportFilter({ t, action, isSimulated, children }: FilterProps) {
  return (
    <form method="get" action={action} class="report-filter">
      {children}
      <Select
        id="source"
        label={t("coverage.source")}
        choices={(["real", "simulated"] as const).map((value) => ({
          value,
          label: t(`coverage.source.${value}`),
        }))}
        value={isSimulated ? "simulated" : "real"}
      />
      <button type="submit" class="button plain">
        {t("bookings.show")}
      </button>
    </form>
  );
}

type ListProps = { t: Translate; list: UnansweredList };

/** A swap target of its own. */
function CoverageList({ t, list }: ListProps) {
  const { groups, once, onceCount, looked, unanswered, isCut } = list;
  return (
    <div id="coverage" class="stack">
      {groups.length + once.length === 0 ? (
        <section class="panel">
          <EmptyState icon="check" title={t("coverage.empty")}>
            <p>{t("coverage.empty.text")}</p>
          </EmptyState>
        </section>
      ) : (
        <p>
          <strong>{t("coverage.summary", { looked, unanswered })}</strong>
        </p>
      )}
      {isCut && <Notice tone="warning">{t("coverage.cut")}</Notice>}
      {groups.map((group) => (
        <Group key={group.key} t={t} group={group} list={list} />
      ))}
      {once.length > 0 && (
        <details class="panel" open={groups.length === 0}>
          <summary class="reveal">{t("coverage.once", { n: onceCount })}</summary>
          <div class="stack">
            {once.map((group) => (
              <Group key={group.key} t={t} group={group} list={list} isSmall />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

/** The list as a part of an answer, whatever the target was. */
export function CoveragePart(props: ListProps) {
  return (
    <Part target="#coverage">
      <CoverageList {...props} />
    </Part>
  );
}

interface GroupProps extends ListProps {
  group: UnansweredGroup;
  isSmall?: boolean;
}

function Group({ t, group, list, isSmall = false }: GroupProps) {
  const [first] = group.examples;
  return (
    <section class={isSmall ? "report-group" : "panel report-group"}>
      <div class="report-head">
        {!isSmall && <h3>{t("coverage.asked", { n: group.count })}</h3>}
        {isSmall && <Examples t={t} group={group} />}
        <IconButton
          icon="close"
          label={t("coverage.dismiss.named", { text: first?.text ?? "" })}
          hx-post={`/bot/coverage/dismissals?${coverageQuery(list)}`}
          hx-vals={JSON.stringify({ phrase: group.key })}
          hx-swap="none"
        />
      </div>
      {!isSmall && <Examples t={t} group={group} />}
      {group.more > 0 && <p class="hint">{t("coverage.more", { n: group.more })}</p>}
      <form method="post" action="/bot/incidents/new">
        <PhrasingFields phrasings={group.phrasings} />
        <Button type="submit" tone={isSmall ? "plain" : "primary"} icon="plus">
          {t("coverage.make")}
        </Button>
      </form>
      {list.incidents.length > 0 && !isSmall && <AddTo t={t} group={group} list={list} />}
    </section>
  );
}

function Examples({ t, group }: Pick<GroupProps, "t" | "group">) {
  return (
    <ul class="report-examples">
      {group.examples.map(({ text, count, ticket }) => (
        <li key={text}>
          <a href={`/tickets/${ticket}`} dir="auto">
            {text}
          </a>
          {count > 1 && <Badge>{t("coverage.times", { n: count })}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function AddTo({ t, group, list }: GroupProps) {
  const id = `add-${group.key.replaceAll(" ", "-").slice(0, 60)}`;
  return (
    <details>
      <summary class="reveal">{t("coverage.add.existing")}</summary>
      <form
        class="report-filter"
        hx-post={`/bot/coverage/additions?${coverageQuery(list)}`}
        hx-swap="none"
      >
        <PhrasingFields phrasings={group.phrasings} />
        <Select
          id={id}
          name="incident"
          label={t("coverage.add.to")}
          choices={list.incidents.map(({ id: value, name }) => ({
            value: String(value),
            label: name,
          }))}
        />
        <Button type="submit">{t("coverage.add")}</Button>
      </form>
    </details>
  );
}

/** One phrasing a line, as /bot/incidents/new takes them. */
function PhrasingFields({ phrasings }: Pick<UnansweredGroup, "phrasings">) {
  return (
    <>
      {languages.map((language) =>
        (phrasings[language] ?? []).map((text) => (
          <input
            key={`${language}-${text}`}
            type="hidden"
            name={`phrasings.${language}`}
            value={text}
          />
        )),
      )}
    </>
  );
}
