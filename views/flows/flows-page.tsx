/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BotLayout } from "../bot/bot-layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button, ButtonLink, IconButton, IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Part } from "../ui/part.tsx";
import { FlowBadges } from "./flow-layout.tsx";
import type { FlowHead } from "./types.ts";

/** One flow as the list shows it. */
export interface FlowItem extends FlowHead {
  steps: number;
  /** Dialogues of the last 30 days. */
  started: number;
  finished: number;
}

interface ListProps {
  t: Translate;
  flows: FlowItem[];
}

interface FlowsPageProps {
  frame: Frame;
  flows: FlowItem[];
  isBotOn: boolean;
  done?: string;
}

/** `/bot/flows` */
export function FlowsPage({ frame, flows, isBotOn, done }: FlowsPageProps) {
  const { t } = frame.me;
  return (
    <BotLayout
      frame={frame}
      tab="flows"
      title={t("flows.title")}
      isOn={isBotOn}
      done={done}
      styles={["flows"]}
    >
      <FlowList t={t} flows={flows} />
      <p class="quiet-text">
        <a class="flow-link" href="/bot/connections">
          {t("connections.title")}
        </a>{" "}
        {t("flows.connections.hint")}
      </p>
    </BotLayout>
  );
}

/** All flows, or what they are good for. A swap target of its own. */
export function FlowList({ t, flows }: ListProps) {
  return (
    <section id="flows" class="panel" aria-labelledby="flows-title">
      {flows.length === 0 ? (
        <NoFlows t={t} />
      ) : (
        <>
          <div class="spread">
            <h2 id="flows-title">{t("flows.title")}</h2>
            <ButtonLink href="/bot/flows/new" tone="primary" icon="plus">
              {t("flows.new")}
            </ButtonLink>
          </div>
          <p class="hint">{t("flows.lead")}</p>
          <ul class="lines">
            {flows.map((flow) => (
              <FlowLine key={flow.id} t={t} flow={flow} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function FlowsPart(props: ListProps) {
  return (
    <Part target="#flows">
      <FlowList {...props} />
    </Part>
  );
}

function NoFlows({ t }: { t: Translate }) {
  return (
    <EmptyState icon="list" title={t("flows.empty")}>
      <p id="flows-title">{t("flows.empty.text")}</p>
      <p class="examples">
        <ButtonLink href="/bot/packs" tone="primary" icon="sparkle">
          {t("flows.from-pack")}
        </ButtonLink>
        <ButtonLink href="/bot/flows/new" icon="plus">
          {t("flows.blank")}
        </ButtonLink>
      </p>
    </EmptyState>
  );
}

function FlowLine({ t, flow }: { t: Translate; flow: FlowItem }) {
  const { id, name } = flow;
  const address = `/bot/flows/${id}`;
  return (
    <li id={`flow-${id}`} class={flow.isOn ? "line" : "line is-off"}>
      <label class="switch-label">
        <input
          class="switch"
          type="checkbox"
          role="switch"
          id={`flow-${id}-enabled`}
          name="enabled"
          value="1"
          checked={flow.isOn}
          aria-label={t("flows.enabled", { name })}
          hx-put={`${address}/enabled`}
          hx-swap="none"
        />
      </label>
      <div class="line-text">
        <p class="line-title">
          <a href={address}>{name}</a>
          <FlowBadges t={t} head={{ ...flow, isOn: true }} />
        </p>
        {flow.description && <p>{flow.description}</p>}
        <p class="quiet-text">
          {t("flows.n-steps", { n: flow.steps })}
          {" · "}
          {flow.started > 0
            ? `${t("flows.started", { n: flow.started })}, ${t("flows.finished", { n: flow.finished })}`
            : t("flows.not-started")}
        </p>
      </div>
      <div class="line-actions">
        <IconLink icon="edit" href={address} label={t("flows.edit", { name })} />
        <IconButton
          icon="trash"
          label={t("flows.archive", { name })}
          hx-delete={address}
          hx-swap="none"
        />
      </div>
    </li>
  );
}

interface NewProps {
  frame: Frame;
  name: string;
  /** What is wrong with the name, or with the file. */
  errors: { name?: string; file?: string };
}

/** `/bot/flows/new`: from nothing, from a pack or from a file. */
export function NewFlowPage({ frame, name, errors }: NewProps) {
  const { t } = frame.me;
  return (
    <Layout title={t("flows.new")} frame={frame} active="bot" styles={["flows"]}>
      <div class="column">
        <BackLink href="/bot/flows">{t("flows.title")}</BackLink>
        <h1>{t("flows.new")}</h1>
        <form class="panel" method="post" action="/bot/flows">
          <h2>{t("flows.blank")}</h2>
          <Field
            id="name"
            label={t("flows.name")}
            hint={t("flows.name.hint")}
            error={errors.name}
            value={name}
            maxLength={80}
            required
            autofocus={!errors.file}
            autocomplete="off"
          />
          <p>
            <Button type="submit" tone="primary">
              {t("flows.make")}
            </Button>
          </p>
        </form>
        <section class="panel" aria-labelledby="pack-title">
          <h2 id="pack-title">{t("flows.from-pack")}</h2>
          <p class="hint">{t("flows.from-pack.text")}</p>
          <p>
            <ButtonLink href="/bot/packs" icon="sparkle">
              {t("flows.packs")}
            </ButtonLink>
          </p>
        </section>
        <ImportForm t={t} fault={errors.file} />
      </div>
    </Layout>
  );
}

function ImportForm({ t, fault }: { t: Translate; fault: string | undefined }) {
  return (
    <form class="panel" method="post" action="/bot/flows/import" encType="multipart/form-data">
      <h2>{t("flows.import")}</h2>
      <p class="hint">{t("flows.import.text")}</p>
      {fault && <Notice tone="danger">{fault}</Notice>}
      <div class="field">
        <label for="file">{t("flows.import.file")}</label>
        <input
          id="file"
          class="input"
          type="file"
          name="file"
          accept="application/json,.json"
          required
        />
      </div>
      <p>
        <Button type="submit">{t("flows.import")}</Button>
      </p>
    </form>
  );
}

/** Used by the settings of a flow, too. */
export function SettingsConflict({ t, name }: { t: Translate; name: string }) {
  return <Notice tone="warning">{t("flows.conflict", { name })}</Notice>;
}
