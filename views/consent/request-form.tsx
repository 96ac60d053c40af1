/** @jsxImportSource preact */
import { requestKinds } from "../../src/privacy/jurisdiction-profiles.ts";
import { requestSources } from "../../src/privacy/requests.ts";
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { type Choice, Field, Select, TextArea } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

/** Somebody whom a search found. */
export interface PersonItem {
  id: number;
  name: string;
  subtitle: string;
}

export interface RequestValues {
  kind: string;
  source: string;
  /** YYYY-MM-DD. */
  received: string;
  jurisdiction: string;
  note: string;
}
export type RequestProblems = Partial<Record<keyof RequestValues, TextKey>>;

interface NewRequestPageProps {
  frame: Frame;
  /** Who asks; null: nobody whom we know; undefined: not said yet. */
  person?: PersonItem | null;
  search: { typed: string; found: PersonItem[] };
  values: RequestValues;
  problems: RequestProblems;
  /** Countries by name in the reader's language. */
  countries: readonly Choice[];
  /** YYYY-MM-DD: the latest day that may be chosen. */
  today: string;
}

const PATH = "/consent/requests";

/** `/consent/requests/new`: first who, then what. */
export function NewRequestPage(props: NewRequestPageProps) {
  const { frame, person, search } = props;
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="requests" title={t("requests.new")}>
      <BackLink href={PATH}>{t("requests.back")}</BackLink>
      <h2>{t("requests.new")}</h2>
      {person === undefined ? <WhoAsks t={t} search={search} /> : <RequestForm {...props} />}
    </ConsentLayout>
  );
}

function WhoAsks({ t, search }: { t: Translate; search: NewRequestPageProps["search"] }) {
  const { typed, found } = search;
  return (
    <section class="panel">
      <form class="stack" action={`${PATH}/new`}>
        <Field id="q" type="search" label={t("requests.who.find")} value={typed} />
        <p class="form-actions">
          <Button type="submit" tone="primary" icon="search">
            {t("requests.who.search")}
          </Button>
          <a class="link-like" href={`${PATH}/new?contact=none`}>
            {t("requests.who.nobody")}
          </a>
        </p>
      </form>
      {typed && found.length === 0 && <p class="hint">{t("requests.who.none")}</p>}
      <ul class="entries">
        {found.map((person) => (
          <li key={person.id}>
            <a class="entry entry-link" href={`${PATH}/new?contact=${person.id}`}>
              <Icon name="person" />
              <span class="grow" dir="auto">
                <strong>{person.name}</strong> <small class="hint">{person.subtitle}</small>
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RequestForm({ frame, person, values, problems, countries, today }: NewRequestPageProps) {
  const { t } = frame.me;
  const error = (name: keyof RequestValues) => {
    const key = problems[name];
    return key && t(key);
  };
  return (
    <form method="post" action={PATH} class="panel stack">
      <p dir="auto">
        <strong>{person?.name ?? t("requests.nobody")}</strong>{" "}
        <small class="hint">{person?.subtitle}</small>{" "}
        <a class="link-like" href={`${PATH}/new`}>
          {t("requests.who.change")}
        </a>
      </p>
      <input type="hidden" name="contact" value={person ? String(person.id) : "none"} />
      <Select
        id="kind"
        label={t("requests.kind")}
        choices={requestKinds.map((value) => ({ value, label: t(`requests.kind.${value}`) }))}
        value={values.kind}
        error={error("kind")}
      />
      <Circumstances t={t} values={values} error={error} countries={countries} today={today} />
      <TextArea
        id="note"
        label={t("requests.note")}
        hint={t("requests.note.hint")}
        value={values.note}
        rows={4}
        maxLength={4000}
      />
      {person && <p class="hint">{t("requests.who.hint")}</p>}
      <p class="form-actions">
        <Button type="submit" tone="primary">
          {t("requests.create")}
        </Button>
      </p>
    </form>
  );
}

type CircumstancesProps = Pick<NewRequestPageProps, "values" | "countries" | "today"> & {
  t: Translate;
  error: (name: keyof RequestValues) => string | undefined;
};

/** When and how it came, and whose law holds. */
function Circumstances({ t, values, error, countries, today }: CircumstancesProps) {
  return (
    <div class="facts columns">
      <Field
        id="received"
        type="date"
        label={t("requests.received")}
        hint={t("requests.received.hint")}
        value={values.received}
        max={today}
        error={error("received")}
        required
      />
      <Select
        id="source"
        label={t("requests.source")}
        choices={requestSources.map((value) => ({
          value,
          label: t(`requests.source.${value}`),
        }))}
        value={values.source}
        error={error("source")}
      />
      <Select
        id="jurisdiction"
        label={t("requests.law")}
        hint={t("requests.law.hint")}
        choices={countries}
        value={values.jurisdiction}
        error={error("jurisdiction")}
        required
      />
    </div>
  );
}
