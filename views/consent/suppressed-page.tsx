/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

export interface SuppressedView {
  counts: { label: string; n: number }[];
  /** As typed. */
  phone: string;
  problem?: string;
  answer?: { tone: "good" | "info" | "warning"; text: string };
}

/** `/consent/suppressed`: a list that can be asked, not read. */
export function SuppressedPage({ frame, view }: { frame: Frame; view: SuppressedView }) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="requests" title={t("suppressed.title")}>
      <BackLink href="/consent/requests">{t("requests.back")}</BackLink>
      <h2>{t("suppressed.title")}</h2>
      <p class="hint">{t("suppressed.lead")}</p>
      <div class="split">
        <AskNumber t={t} view={view} />
        <Counts t={t} counts={view.counts} />
      </div>
    </ConsentLayout>
  );
}

function AskNumber({ t, view }: { t: Translate; view: SuppressedView }) {
  return (
    <Panel id="ask" title={t("suppressed.ask")} hint={t("suppressed.drop.hint")}>
      <form class="stack" method="post" action="/consent/suppressed">
        <Field
          id="phone"
          type="tel"
          label={t("suppressed.phone")}
          value={view.phone}
          error={view.problem}
          autocomplete="off"
          required
        />
        {view.answer && <Notice tone={view.answer.tone}>{view.answer.text}</Notice>}
        <p class="form-actions">
          <Button type="submit" name="do" value="check" tone="primary">
            {t("suppressed.check")}
          </Button>
          <Button type="submit" name="do" value="add">
            {t("suppressed.add")}
          </Button>
          <Button type="submit" name="do" value="drop">
            {t("suppressed.drop")}
          </Button>
        </p>
      </form>
    </Panel>
  );
}

function Counts({ t, counts }: { t: Translate; counts: SuppressedView["counts"] }) {
  return (
    <Panel id="counts" title={t("suppressed.counts")}>
      {counts.length === 0 && <p class="hint">{t("suppressed.none")}</p>}
      <dl class="facts">
        {counts.map(({ label, n }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
