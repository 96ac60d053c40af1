/** @jsxImportSource preact */
import type { Deciding } from "../../src/consent-exports/decide.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Time } from "../ui/time.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { StateBadge } from "./export-item.tsx";
import type { ExportItem } from "./export-types.ts";

interface ExportPageProps {
  frame: Frame;
  item: ExportItem;
  deciding: Deciding;
  mayDownload: boolean;
  problem?: string;
}

/** One export: what it is for, who decides, how far it is, its file. */
export function ExportPage({ frame, item, deciding, mayDownload, problem }: ExportPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="exports"
      styles={["consent-exports"]}
      title={t("exports.one", { n: item.id })}
    >
      <BackLink href="/consent/exports">{t("exports.back")}</BackLink>
      <Panel id="export" title={item.what}>
        <p>{item.reason}</p>
        <p class="hint">
          {t("exports.by", { name: item.by })} · <Time time={item.created} />
        </p>
        {item.decidedBy && <p class="hint">{t("exports.decided", { name: item.decidedBy })}</p>}
        <ExportState t={t} item={item} mayDownload={mayDownload} />
      </Panel>
      {item.state === "waiting" && (
        <Decision t={t} id={item.id} deciding={deciding} problem={problem} />
      )}
    </ConsentLayout>
  );
}

/** Asks again by itself while there is something to wait for; without script there is a link. */
export function ExportState({
  t,
  item,
  mayDownload,
}: {
  t: Translate;
  item: ExportItem;
  mayDownload: boolean;
}) {
  const isMoving = item.state === "queued" || item.state === "running";
  const here = `/consent/exports/${item.id}`;
  const asks = isMoving
    ? { "hx-get": `${here}/progress`, "hx-trigger": "every 1s", "hx-swap": "outerHTML" }
    : {};
  return (
    <div id="export-state" class="stack" {...asks}>
      <p role="status">
        <StateBadge t={t} state={item.state} />
      </p>
      {isMoving && <Progress t={t} item={item} here={here} />}
      {item.error && <Notice tone="danger">{item.error}</Notice>}
      {item.state === "ready" && !item.hasFile && <p class="hint">{t("exports.elsewhere")}</p>}
      {item.hasFile && mayDownload && (
        <p>
          <ButtonLink tone="primary" href={`${here}/file`}>
            {t("exports.download", { size: item.size ?? "" })}
          </ButtonLink>
        </p>
      )}
      {item.hasFile && item.expires && (
        <p class="hint">
          {t("exports.until")} <Time time={item.expires} />
        </p>
      )}
      {item.sha256 && (
        <p class="hint">
          {t("exports.file.sha")}
          <br />
          <code class="export-hash">{item.sha256}</code>
        </p>
      )}
    </div>
  );
}

function Progress({ t, item, here }: { t: Translate; item: ExportItem; here: string }) {
  const share = item.total > 0 ? Math.min(1, item.done / item.total) : undefined;
  return (
    <>
      <progress class="export-progress" aria-label={t("exports.progress")} value={share} max={1} />
      {share !== undefined && (
        <p class="hint">
          {t("exports.progress")}: {Math.floor(share * 100)}&nbsp;%
        </p>
      )}
      <noscript>
        <p>
          <a class="button" href={here}>
            {t("exports.refresh")}
          </a>
        </p>
      </noscript>
    </>
  );
}

function Decision({
  t,
  id,
  deciding,
  problem,
}: {
  t: Translate;
  id: number;
  deciding: Deciding;
  problem?: string;
}) {
  if (deciding === "no" || deciding === "second")
    return <Notice tone="info">{t(deciding === "no" ? "exports.waits" : "exports.second")}</Notice>;
  return (
    <Panel id="decision" title={t("exports.state.waiting")} hint={t("exports.approve.hint")}>
      <form method="post" action={`/consent/exports/${id}/approval`} class="stack">
        {deciding === "alone" && (
          <Field
            id="password"
            type="password"
            label={t("exports.password")}
            hint={t("exports.alone")}
            error={problem}
            autocomplete="current-password"
            required
          />
        )}
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("exports.approve")}
          </Button>
        </p>
      </form>
      <form method="post" action={`/consent/exports/${id}/refusal`}>
        <Button type="submit" tone="danger">
          {t("exports.refuse")}
        </Button>
      </form>
    </Panel>
  );
}
