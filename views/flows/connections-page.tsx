/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Part } from "../ui/part.tsx";
import { SaveActions } from "../ui/save-actions.tsx";

export interface ConnectionItem {
  id: number;
  name: string;
  baseUrl: string;
  /** Names of the sealed headers. */
  headers: string[];
  /** Flows that ask it. */
  flows: string[];
}

interface ListProps {
  t: Translate;
  connections: ConnectionItem[];
  /** Whether this person may change addresses and secrets. */
  canChange: boolean;
}

/** `/bot/connections` */
export function ConnectionsPage({
  frame,
  connections,
  canChange,
  done,
}: Omit<ListProps, "t"> & { frame: Frame; done?: string }) {
  const { t } = frame.me;
  return (
    <Layout title={t("connections.title")} frame={frame} active="bot" styles={["flows"]}>
      <div class="column">
        <BackLink href="/bot/flows">{t("flows.title")}</BackLink>
        <h1>{t("connections.title")}</h1>
        {done && <Notice tone="good">{done}</Notice>}
        <ConnectionList t={t} connections={connections} canChange={canChange} />
      </div>
    </Layout>
  );
}

/** A swap target of its own. */
export function ConnectionList({ t, connections, canChange }: ListProps) {
  return (
    <section id="connections" class="panel" aria-labelledby="connections-title">
      {connections.length === 0 ? (
        <EmptyState icon="link" title={t("connections.empty")}>
          <p id="connections-title">{t("connections.empty.text")}</p>
          <p class="examples">
            {canChange ? <NewLink t={t} /> : <span>{t("connections.ask-admin")}</span>}
          </p>
        </EmptyState>
      ) : (
        <>
          <div class="spread">
            <h2 id="connections-title">{t("connections.list")}</h2>
            {canChange && <NewLink t={t} />}
          </div>
          <p class="hint">{t("connections.lead")}</p>
          <ul class="entries">
            {connections.map((connection) => (
              <Connection key={connection.id} t={t} {...{ connection, canChange }} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function ConnectionsPart(props: ListProps) {
  return (
    <Part target="#connections">
      <ConnectionList {...props} />
    </Part>
  );
}

function NewLink({ t }: { t: Translate }) {
  return (
    <ButtonLink href="/bot/connections/new" tone="primary" icon="plus">
      {t("connections.new")}
    </ButtonLink>
  );
}

function Connection({
  t,
  connection,
  canChange,
}: {
  t: Translate;
  connection: ConnectionItem;
  canChange: boolean;
}) {
  const { id, name, baseUrl } = connection;
  const address = `/bot/connections/${id}`;
  return (
    <li>
      <div class="entry">
        <div class="entry-text entry-whole">
          <span class="line-title">
            {canChange ? <a href={address}>{name}</a> : <strong>{name}</strong>}
          </span>
          <span class="mono">{baseUrl}</span>
          <span class="quiet-text">{aboutConnection(t, connection)}</span>
        </div>
        <div class="entry-actions">
          <Button
            hx-post={`${address}/test`}
            hx-target={`#tested-${id}`}
            hx-swap="innerHTML"
            hx-disable="this"
          >
            {t("connections.test")}
            <span class="sr-only"> {name}</span>
          </Button>
          <IconButton
            icon="trash"
            label={t("connections.archive", { name })}
            hx-delete={address}
            hx-swap="none"
          />
        </div>
      </div>
      <div id={`tested-${id}`} aria-live="polite" />
    </li>
  );
}

function aboutConnection(t: Translate, { headers, flows }: ConnectionItem): string {
  const sent =
    headers.length > 0
      ? t("connections.headers", { list: headers.join(", ") })
      : t("connections.no-headers");
  const used =
    flows.length > 0 ? t("connections.used", { list: flows.join(", ") }) : t("connections.unused");
  return `${sent} · ${used}`;
}

/** What a test brought. */
export function TestResult({ text, isGood }: { text: string; isGood: boolean }) {
  return <Notice tone={isGood ? "good" : "warning"}>{text}</Notice>;
}

export interface ConnectionForm {
  /** Null: a new one. */
  id: number | null;
  name: string;
  baseUrl: string;
  /** As many lines as are shown; a kept value is not shown. */
  headers: { name: string; isKept: boolean }[];
  errors: { name?: string; baseUrl?: string; headers?: string };
}

/** `/bot/connections/new` and `/bot/connections/:id` */
export function ConnectionFormPage({ frame, form }: { frame: Frame; form: ConnectionForm }) {
  const { t } = frame.me;
  const title = t(form.id === null ? "connections.new" : "connections.edit");
  return (
    <Layout title={title} frame={frame} active="bot" styles={["flows"]}>
      <div class="column">
        <BackLink href="/bot/connections">{t("connections.title")}</BackLink>
        <h1>{title}</h1>
        <form
          class="panel"
          method="post"
          action={form.id === null ? "/bot/connections" : `/bot/connections/${form.id}`}
          autocomplete="off"
          novalidate
        >
          <Field
            id="name"
            label={t("connections.name")}
            hint={t("connections.name.hint")}
            error={form.errors.name}
            value={form.name}
            maxLength={60}
            required
            autofocus={form.id === null}
          />
          <Field
            id="base-url"
            type="url"
            label={t("connections.base-url")}
            hint={t("connections.base-url.hint")}
            error={form.errors.baseUrl}
            value={form.baseUrl}
            maxLength={500}
            placeholder="https://shop.example.com/api"
            required
          />
          <HeaderRows t={t} form={form} />
          <SaveActions t={t} cancel="/bot/connections" />
        </form>
      </div>
    </Layout>
  );
}

function HeaderRows({ t, form }: { t: Translate; form: ConnectionForm }) {
  return (
    <fieldset class="field">
      <legend>{t("connections.secret")}</legend>
      <small class="hint">{t("connections.secret.hint")}</small>
      {form.headers.map((header, index) => (
        <div key={index} class="flow-pair">
          <Field
            id={`header-${index}-name`}
            name={`header.${index}.name`}
            label={t("connections.header.name", { n: index + 1 })}
            value={header.name}
            placeholder={index === 0 ? "Authorization" : undefined}
            maxLength={80}
            autocapitalize="off"
            spellcheck={false}
          />
          <Field
            id={`header-${index}-value`}
            name={`header.${index}.value`}
            type="password"
            label={t("connections.header.value", { n: index + 1 })}
            placeholder={header.isKept ? t("connections.header.kept") : undefined}
            maxLength={2000}
            autocomplete="new-password"
          />
        </div>
      ))}
      {form.errors.headers && (
        <small class="error" role="alert">
          {form.errors.headers}
        </small>
      )}
    </fieldset>
  );
}
