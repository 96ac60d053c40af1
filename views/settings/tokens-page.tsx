/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { CopyField } from "./copy-field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SettingsPage } from "./settings-page.tsx";

export interface TokenItem {
  id: number;
  name: string;
  scopes: string[];
  hasAll: boolean;
  created: TimeText;
  used: TimeText | null;
  revoked: TimeText | null;
}

interface TokensPageProps {
  frame: Frame;
  tokens: TokenItem[];
  scopes: readonly string[];
  values: { name: string; scopes: string[] };
  problem?: TextKey;
  /** Just made: the only time that it is shown. */
  made?: { name: string; token: string };
  done?: string;
}

/** Keys for programs. */
export function TokensPage({
  frame,
  tokens,
  scopes,
  values,
  problem,
  made,
  done,
}: TokensPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="tokens"
      title={t("settings.tokens")}
      lead={t("tokens.lead")}
      done={done}
    >
      {made && (
        <Panel id="made" title={t("tokens.made", { name: made.name })}>
          <Notice tone="warning">{t("tokens.once")}</Notice>
          <CopyField t={t} id="token" label={t("tokens.token")} value={made.token} />
        </Panel>
      )}
      <div class="panel">
        {tokens.length === 0 && <EmptyState icon="link" title={t("tokens.none")} />}
        <ul class="entries">
          {tokens.map((token) => (
            <TokenEntry key={token.id} t={t} token={token} />
          ))}
        </ul>
      </div>
      <Panel id="add" title={t("tokens.add")}>
        <NewTokenForm t={t} scopes={scopes} values={values} problem={problem} />
      </Panel>
    </SettingsPage>
  );
}

function NewTokenForm({
  t,
  scopes,
  values,
  problem,
}: Pick<TokensPageProps, "scopes" | "values" | "problem"> & { t: Translate }) {
  return (
    <form method="post" action="/settings/tokens" class="stack">
      <Field
        id="name"
        label={t("tokens.name")}
        hint={t("tokens.name.hint")}
        value={values.name}
        error={problem && t(problem, { n: 80 })}
        required
        maxLength={80}
        autocomplete="off"
      />
      <fieldset class="choice-grid">
        <legend>{t("tokens.scopes")}</legend>
        {scopes.map((scope) => (
          <label key={scope} class="choice">
            <input
              type="checkbox"
              name="scope"
              value={scope}
              checked={values.scopes.includes(scope)}
            />
            <code>{scope}</code>
          </label>
        ))}
      </fieldset>
      <p class="hint">{t("tokens.scopes.hint")}</p>
      <Button type="submit" tone="primary">
        {t("tokens.add.submit")}
      </Button>
    </form>
  );
}

function TokenEntry({ t, token }: { t: Translate; token: TokenItem }) {
  return (
    <li class="entry">
      <div class="grow">
        <p class="entry-title">
          <strong>{token.name}</strong>
          {token.revoked && <Badge tone="danger">{t("tokens.revoked")}</Badge>}
        </p>
        <p class="hint">
          {t("tokens.created")} <Time time={token.created} /> ·{" "}
          {token.used ? (
            <>
              {t("tokens.used")} <Time time={token.used} />
            </>
          ) : (
            t("tokens.unused")
          )}
        </p>
        <p class="hint">{token.hasAll ? t("tokens.all") : token.scopes.join(", ")}</p>
      </div>
      {!token.revoked && (
        <form
          method="post"
          action={`/settings/tokens/${token.id}/revocation`}
          data-confirm={t("tokens.revoke.confirm", { name: token.name })}
        >
          <Button
            type="submit"
            tone="danger"
            aria-label={t("tokens.revoke.label", { name: token.name })}
          >
            {t("tokens.revoke")}
          </Button>
        </form>
      )}
    </li>
  );
}
