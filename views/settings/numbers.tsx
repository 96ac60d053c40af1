/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { problemWords } from "../users/fields.tsx";
import { Notice } from "./notice.tsx";

/** One of our numbers. */
export interface ChannelItem {
  id: number;
  name: string;
  phoneNumberId: string;
  wabaId: string;
  displayPhone: string | null;
  isSimulated: boolean;
  isFromEnvironment: boolean;
  isOpen: boolean;
  /** Why it is closed, and what to do. */
  reason: string | null;
  /** "…1234" where the number has an access token of its own. */
  token: string | null;
  /** Without conversations it can be removed. */
  isEmpty: boolean;
}

export interface NumberValues {
  name: string;
  phoneNumberId: string;
  wabaId: string;
}
export type NumberProblems = Partial<Record<keyof NumberValues, TextKey>>;

export function NumberList({ t, channels }: { t: Translate; channels: ChannelItem[] }) {
  return (
    <ul class="entries">
      {channels.map((channel) => (
        <li key={channel.id} class="entry">
          <NumberEntry t={t} channel={channel} />
        </li>
      ))}
    </ul>
  );
}

function NumberEntry({ t, channel }: { t: Translate; channel: ChannelItem }) {
  const address = `/settings/channel/numbers/${channel.id}`;
  return (
    <div class="grow stack-s">
      <p class="entry-title">
        <strong>{channel.name}</strong>
        <Badge tone={channel.isOpen ? "good" : "danger"}>
          {t(channel.isOpen ? "channel.open" : "channel.closed")}
        </Badge>
        {channel.isSimulated && <Badge>{t("channel.simulated")}</Badge>}
        {channel.isFromEnvironment && <Badge icon="lock">RECADO_META_PHONE_NUMBER_ID</Badge>}
      </p>
      <p class="hint">
        {[channel.displayPhone, `ID ${channel.phoneNumberId}`].filter(Boolean).join(" · ")}
      </p>
      {channel.reason && <Notice tone="danger">{channel.reason}</Notice>}
      <div class="form-actions">
        {!channel.isOpen && (
          <form method="post" action={`${address}/reopening`}>
            <Button type="submit" tone="primary">
              {t("channel.reopen")}
            </Button>
          </form>
        )}
        {!channel.isSimulated && <NumberDetails t={t} channel={channel} address={address} />}
      </div>
    </div>
  );
}

type NumberProps = { t: Translate; channel: ChannelItem; address: string };

function NumberDetails({ t, channel, address }: NumberProps) {
  return (
    <details class="fold">
      <summary class="button plain">{t("channel.edit")}</summary>
      <NumberForm t={t} channel={channel} address={address} />
      <NumberActions t={t} channel={channel} address={address} />
    </details>
  );
}

function NumberForm({ t, channel, address }: NumberProps) {
  const { id, isFromEnvironment } = channel;
  return (
    <form method="post" action={address} class="stack">
      <Field
        id={`name-${id}`}
        name="name"
        label={t("channel.name")}
        value={channel.name}
        required
        maxLength={60}
      />
      <Field
        id={`waba-${id}`}
        name="wabaId"
        label={t("channel.waba")}
        value={channel.wabaId}
        inputMode="numeric"
        maxLength={30}
        disabled={isFromEnvironment}
        hint={
          isFromEnvironment ? t("channel.locked", { variable: "RECADO_META_WABA_ID" }) : undefined
        }
      />
      <Field
        id={`token-${id}`}
        name="token"
        type="password"
        label={t("channel.own-token")}
        hint={tokenHint(t, channel.token)}
        autocomplete="new-password"
        maxLength={2000}
      />
      <Button type="submit">{t("ui.save")}</Button>
    </form>
  );
}

function tokenHint(t: Translate, end: string | null): string {
  if (!end) return t("channel.own-token.hint");
  const kept = [t("channel.secret.set", { end }), t("channel.secret.keep")];
  return [...kept, t("channel.own-token.hint")].join(" ");
}

function NumberActions({ t, channel, address }: NumberProps) {
  return (
    <div class="form-actions">
      {channel.isOpen && (
        <form method="post" action={`${address}/closing`}>
          <Button type="submit" tone="danger">
            {t("channel.close")}
          </Button>
        </form>
      )}
      {!channel.isFromEnvironment && channel.isEmpty && (
        <form
          method="post"
          action={`${address}/removal`}
          data-confirm={t("channel.remove.confirm", { name: channel.name })}
        >
          <Button type="submit" tone="danger" icon="trash">
            {t("channel.remove")}
          </Button>
        </form>
      )}
      {!channel.isEmpty && <span class="hint">{t("channel.remove.not")}</span>}
    </div>
  );
}

interface NewNumberProps {
  t: Translate;
  values: NumberValues;
  problems: NumberProblems;
}

/** One more number of the business. */
export function NewNumberForm({ t, values, problems }: NewNumberProps) {
  const error = problemWords(t, problems, 60);
  return (
    <form method="post" action="/settings/channel/numbers" class="stack">
      <Field
        id="number-name"
        name="name"
        label={t("channel.name")}
        hint={t("channel.name.hint")}
        value={values.name}
        error={error("name")}
        required
        maxLength={60}
        autocomplete="off"
      />
      <Field
        id="phoneNumberId"
        label={t("channel.phone-number-id")}
        hint={t("channel.phone-number-id.hint")}
        value={values.phoneNumberId}
        error={error("phoneNumberId")}
        required
        inputMode="numeric"
        maxLength={30}
        autocomplete="off"
      />
      <Field
        id="wabaId"
        label={t("channel.waba")}
        hint={t("channel.waba.hint")}
        value={values.wabaId}
        error={error("wabaId")}
        inputMode="numeric"
        maxLength={30}
        autocomplete="off"
      />
      <Button type="submit" tone="primary">
        {t("channel.add.submit")}
      </Button>
    </form>
  );
}
