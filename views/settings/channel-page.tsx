/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { CopyField } from "./copy-field.tsx";
import { Notice } from "./notice.tsx";
import {
  type ChannelItem,
  NewNumberForm,
  NumberList,
  type NumberProblems,
  type NumberValues,
} from "./numbers.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export type MetaField = "appId" | "appSecret" | "verifyToken" | "accessToken";

/** One of Meta's values as far as it is shown: a secret by its last characters. */
export interface MetaValue {
  /** In the clear for the app id and the verify token; "…1234" for a secret; null: not set. */
  shown: string | null;
  /** The environment variable that holds it; then it cannot be changed here. */
  lockedBy: string | null;
}

export interface ChannelPageProps {
  frame: Frame;
  meta: Record<MetaField, MetaValue>;
  /** What is proposed as verify token where none is set. */
  suggestedVerifyToken: string;
  callbackUrl: string;
  channels: ChannelItem[];
  numberValues: NumberValues;
  numberProblems: NumberProblems;
  done?: string;
}

/** Everything between Meta and us. */
export function ChannelPage(props: ChannelPageProps) {
  const { frame, channels, numberValues, numberProblems, done } = props;
  const { t } = frame.me;
  const hasNone = channels.every((channel) => channel.isSimulated);
  return (
    <SettingsPage
      frame={frame}
      section="channel"
      title={t("settings.channel")}
      lead={t("channel.lead")}
      done={done}
    >
      <Panel
        id="numbers"
        title={t("channel.numbers")}
        hint={hasNone ? t("channel.numbers.none") : undefined}
      >
        <NumberList t={t} channels={channels} />
        <details class="fold" open={hasNone || Object.keys(numberProblems).length > 0}>
          <summary class="button plain">{t("channel.add")}</summary>
          <NewNumberForm t={t} values={numberValues} problems={numberProblems} />
        </details>
      </Panel>
      <MetaPanel {...props} />
      <WebhookPanel {...props} />
    </SettingsPage>
  );
}

function MetaPanel({ frame, meta, suggestedVerifyToken }: ChannelPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="meta" title={t("channel.meta")} hint={t("channel.meta.hint")}>
      <form method="post" action="/settings/channel" class="stack" autocomplete="off">
        <MetaInput t={t} field="appId" value={meta.appId} initial={meta.appId.shown ?? ""} />
        <MetaInput t={t} field="appSecret" value={meta.appSecret} isSecret />
        <MetaInput t={t} field="accessToken" value={meta.accessToken} isSecret />
        <MetaInput
          t={t}
          field="verifyToken"
          value={meta.verifyToken}
          initial={meta.verifyToken.shown ?? suggestedVerifyToken}
        />
        <Button type="submit" tone="primary">
          {t("ui.save")}
        </Button>
      </form>
    </Panel>
  );
}

const labels = {
  appId: "channel.app-id",
  appSecret: "channel.app-secret",
  verifyToken: "channel.verify-token",
  accessToken: "channel.access-token",
} as const satisfies Record<MetaField, TextKey>;

const hints = {
  appId: "channel.app-id.hint",
  appSecret: "channel.app-secret.hint",
  verifyToken: "channel.verify-token.hint",
  accessToken: "channel.access-token.hint",
} as const satisfies Record<MetaField, TextKey>;

interface MetaInputProps {
  t: Translate;
  field: MetaField;
  value: MetaValue;
  initial?: string;
  isSecret?: boolean;
}

function MetaInput({ t, field, value, initial = "", isSecret = false }: MetaInputProps) {
  if (value.lockedBy) {
    return (
      <Field
        id={field}
        label={t(labels[field])}
        value={isSecret ? t("channel.secret.set", { end: value.shown ?? "" }) : (value.shown ?? "")}
        hint={t("channel.locked", { variable: value.lockedBy })}
        disabled
      />
    );
  }
  const kept =
    isSecret && value.shown
      ? `${t("channel.secret.set", { end: value.shown })} ${t("channel.secret.keep")} `
      : "";
  return (
    <Field
      id={field}
      type={isSecret ? "password" : "text"}
      label={t(labels[field])}
      hint={`${kept}${t(hints[field])}`}
      value={initial}
      maxLength={2000}
      autocomplete={isSecret ? "new-password" : "off"}
      autocapitalize="none"
      spellcheck={false}
    />
  );
}

function WebhookPanel({ frame, callbackUrl, meta }: ChannelPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="webhook" title={t("channel.webhook")} hint={t("channel.webhook.hint")}>
      {!callbackUrl.startsWith("https://") && (
        <Notice tone="warning">{t("channel.webhook.https")}</Notice>
      )}
      <CopyField t={t} id="callback" label={t("channel.callback")} value={callbackUrl} />
      {meta.verifyToken.shown ? (
        <CopyField
          t={t}
          id="verify"
          label={t("channel.verify-token")}
          value={meta.verifyToken.shown}
        />
      ) : (
        <p class="hint">{t("channel.verify-token.none")}</p>
      )}
      <p class="hint">{t("channel.webhook.fields")}</p>
    </Panel>
  );
}
