/** @jsxImportSource preact */
import type { RecordCheck } from "../../src/consent-log/check-record.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";

type Check = RecordCheck & { at: string | null };

const icons: Record<Check["result"], IconName> = {
  good: "check",
  bad: "alert",
  erased: "lock",
  none: "clock",
};

/** What an auditor would do with this record, done just now. */
export function RecordChecks({ t, checks, leaf }: { t: Translate; checks: Check[]; leaf: string }) {
  const isBad = checks.some(({ result }) => result === "bad");
  const path = checks.find((check) => check.path)?.path ?? [];
  return (
    <Panel id="checks" title={t("consent-log.checks")}>
      <Notice tone={isBad ? "danger" : "good"}>
        {t(isBad ? "consent-log.checks.bad" : "consent-log.checks.good")}
      </Notice>
      <ol class="plain-list consent-checks">
        {checks.map((check) => (
          <li key={check.step} class={`consent-check ${check.result}`}>
            <Icon name={icons[check.result]} />
            <span>{t(textOf(check), { ...check.values, at: check.at ?? "" })}</span>
          </li>
        ))}
      </ol>
      <details class="records">
        <summary class="link-like">{t("consent-log.by-hand")}</summary>
        <div class="stack consent-by-hand">
          <p class="hint">{t("consent-log.by-hand.line")}</p>
          <pre class="code-block consent-leaf" tabIndex={0}>
            {leaf}
          </pre>
          <p class="hint">{t("consent-log.by-hand.hash")}</p>
          <Hashes checks={checks} />
          {path.length > 0 && <p class="hint">{t("consent-log.by-hand.path")}</p>}
          <ol class="consent-path mono">
            {path.map(({ side, hash }) => (
              <li key={hash}>
                {t(`consent-log.side.${side}`)} {hash}
              </li>
            ))}
          </ol>
        </div>
      </details>
    </Panel>
  );
}

function textOf({ step, result }: Check): TextKey {
  if (result === "erased") return "consent-log.check.erased";
  if (result === "none")
    return step === "text" ? "consent-log.check.no-text" : "consent-log.check.no-checkpoint";
  return `consent-log.check.${step}.${result}`;
}

/** The two ends of the way: the line's own hash and the root it leads to. */
function Hashes({ checks }: { checks: Check[] }) {
  const line = checks.find(({ step }) => step === "line")?.values.hash;
  const root = checks.find(({ step }) => step === "head")?.values.root;
  return (
    <p class="mono consent-code">
      {line} → {root}
    </p>
  );
}
