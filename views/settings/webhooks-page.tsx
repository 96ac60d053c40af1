/** @jsxImportSource preact */
import type { WebhookEventState } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export const webhookFilters = ["all", "failed", "received", "processed", "ignored"] as const;
export type WebhookFilter = (typeof webhookFilters)[number];

export interface WebhookItem {
  id: number;
  received: TimeText;
  state: WebhookEventState;
  fields: string[];
  /** First line only. */
  error: string | null;
  isSimulated: boolean;
}

interface WebhooksPageProps {
  frame: Frame;
  events: WebhookItem[];
  filter: WebhookFilter;
  newer: string | null;
  older: string | null;
  done?: string;
}

/** What Meta delivered, newest first. */
export function WebhooksPage({ frame, events, filter, newer, older, done }: WebhooksPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="webhooks"
      title={t("settings.webhooks")}
      lead={t("webhooks.lead")}
      done={done}
    >
      <nav class="tabs" aria-label={t("webhooks.filter")}>
        {webhookFilters.map((name) => (
          <a
            key={name}
            href={name === "all" ? "/settings/webhooks" : `/settings/webhooks?state=${name}`}
            aria-current={name === filter ? "page" : undefined}
          >
            {t(`webhooks.state.${name}`)}
          </a>
        ))}
      </nav>
      <div class="panel">
        {events.length === 0 && (
          <EmptyState
            icon="list"
            title={t(filter === "all" ? "webhooks.none" : "webhooks.none-here")}
          />
        )}
        <ul class="entries">
          {events.map((event) => (
            <WebhookEntry key={event.id} t={t} event={event} />
          ))}
        </ul>
      </div>
      <Pagination
        label={t("webhooks.pages")}
        newer={newer ? { href: newer, label: t("ui.newer") } : undefined}
        older={older ? { href: older, label: t("ui.older") } : undefined}
      />
    </SettingsPage>
  );
}

const tones = {
  received: "accent",
  processed: "good",
  failed: "danger",
  ignored: "neutral",
} as const;

function StateBadge({ t, state }: { t: Translate; state: WebhookEventState }) {
  return <Badge tone={tones[state]}>{t(`webhooks.state.${state}`)}</Badge>;
}

function WebhookEntry({ t, event }: { t: Translate; event: WebhookItem }) {
  return (
    <li class={event.state === "failed" ? "entry is-failed" : "entry"}>
      <a class="grow entry-text" href={`/settings/webhooks/${event.id}`}>
        <span class="entry-title">
          <strong>#{event.id}</strong>
          <StateBadge t={t} state={event.state} />
          {event.isSimulated && <Badge>{t("channel.simulated")}</Badge>}
        </span>
        <small class="hint">
          <Time time={event.received} />
          {event.fields.length > 0 && ` · ${event.fields.join(", ")}`}
        </small>
        {event.error && <small class="error">{event.error}</small>}
      </a>
      {event.state === "failed" && <ReplayForm t={t} id={event.id} />}
    </li>
  );
}

function ReplayForm({
  t,
  id,
  tone = "plain",
}: {
  t: Translate;
  id: number;
  tone?: "plain" | "primary";
}) {
  return (
    <form method="post" action={`/settings/webhooks/${id}/replay`}>
      <Button
        type="submit"
        tone={tone}
        icon="retry"
        aria-label={t("webhooks.replay.label", { id })}
      >
        {t("webhooks.replay")}
      </Button>
    </form>
  );
}

interface WebhookPageProps {
  frame: Frame;
  event: WebhookItem & { fullError: string | null; processed: TimeText | null; bytes: number };
  /** JSON with line breaks, or the text as it came. */
  body: string;
  isCut: boolean;
  done?: string;
}

/** One delivery, whole. */
export function WebhookPage({ frame, event, body, isCut, done }: WebhookPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="webhooks"
      title={t("webhooks.one", { id: event.id })}
      done={done}
      back={{ href: "/settings/webhooks", label: t("settings.webhooks") }}
    >
      <p class="form-actions">
        <StateBadge t={t} state={event.state} />
        {event.isSimulated && <Badge>{t("channel.simulated")}</Badge>}
        <span class="hint">
          {t("webhooks.received")} <Time time={event.received} />
          {event.processed && (
            <>
              {" · "}
              {t("webhooks.processed")} <Time time={event.processed} />
            </>
          )}
        </span>
      </p>
      {event.fullError && <Notice tone="danger">{event.fullError}</Notice>}
      <div class="form-actions">
        <ReplayForm t={t} id={event.id} tone={event.state === "failed" ? "primary" : "plain"} />
        <span class="hint">{t("webhooks.replay.hint")}</span>
      </div>
      <Panel id="body" title={t("webhooks.body")} hint={t("webhooks.bytes", { n: event.bytes })}>
        <pre class="code-block" tabindex={0} dir="ltr">
          {body}
        </pre>
        {isCut && <p class="hint">{t("webhooks.cut")}</p>}
      </Panel>
    </SettingsPage>
  );
}
