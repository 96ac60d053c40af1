/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Button } from "../ui/button.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { RunList, TrialPanel } from "./retention-runs.tsx";
import { TimesForm } from "./retention-times.tsx";
import type { RunItem, TimeGroup } from "./retention-types.ts";

export interface RetentionPageProps {
  frame: Frame;
  isOn: boolean;
  /** A rehearsal with the times as they are: without one it cannot be switched on. */
  isTried: boolean;
  trial: RunItem | null;
  runs: RunItem[];
  groups: TimeGroup[];
  mayChange: boolean;
  done?: string;
}

/** How long what is kept, what would go, and what went. */
export function RetentionPage(props: RetentionPageProps) {
  const { frame, trial, runs, groups, mayChange, isTried, done } = props;
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="retention"
      title={t("consent.tab.retention")}
      done={done}
      styles={["proof"]}
    >
      <StatePanel {...props} />
      {trial && <TrialPanel t={t} trial={trial} isTried={isTried} />}
      <Panel id="times" title={t("retention.times")} hint={t("retention.times.hint")}>
        <TimesForm t={t} groups={groups} mayChange={mayChange} />
      </Panel>
      <Panel id="runs" title={t("retention.runs")}>
        <RunList t={t} runs={runs} />
      </Panel>
    </ConsentLayout>
  );
}

function StatePanel({ frame, isOn, isTried, mayChange }: RetentionPageProps) {
  const { t } = frame.me;
  return (
    <Panel id="state" title={t("retention.state")}>
      <Notice tone={isOn ? "good" : "info"}>
        {t(isOn ? "retention.state.on" : "retention.state.off")}
      </Notice>
      <p class="hint">{t("retention.kept")}</p>
      {mayChange && (
        <div class="form-actions">
          <form method="post" action="/consent/retention/trials">
            <Button type="submit" tone={isTried || isOn ? "plain" : "primary"}>
              {t("retention.try")}
            </Button>
          </form>
          {isOn && (
            <form method="post" action="/consent/retention/pause">
              <Button type="submit">{t("retention.off")}</Button>
            </form>
          )}
        </div>
      )}
      {mayChange && !isOn && isTried && <SwitchOn frame={frame} />}
    </Panel>
  );
}

function SwitchOn({ frame }: { frame: Frame }) {
  const { t } = frame.me;
  return (
    <form method="post" action="/consent/retention/activation" class="fields">
      <label class="check" for="seen">
        <input type="checkbox" id="seen" name="seen" value="1" required />
        <span>{t("retention.on.confirm")}</span>
      </label>
      <Button type="submit" tone="primary">
        {t("retention.on")}
      </Button>
    </form>
  );
}
