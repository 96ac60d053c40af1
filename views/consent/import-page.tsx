/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportProgress } from "./import-progress.tsx";
import type { ImportSetup, ImportView } from "./import-types.ts";

interface ImportPageProps {
  frame: Frame;
  one: ImportView;
  /** Null: the columns are settled. */
  setup: ImportSetup | null;
}

/** `/consent/imports/:id`: columns, dry run, then the real one. */
export function ImportPage({ frame, one, setup }: ImportPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="imports" title={one.filename} styles={["consent-exports"]}>
      <BackLink href="/consent/imports">{t("imports.list")}</BackLink>
      <h2 dir="auto">{one.filename}</h2>
      {setup ? <ImportColumns t={t} id={one.id} setup={setup} /> : <Step t={t} one={one} />}
      {one.state !== "done" && one.state !== "running" && one.state !== "failed" && (
        <Discard t={t} id={one.id} />
      )}
    </ConsentLayout>
  );
}

function Step({ t, one }: { t: Translate; one: ImportView }) {
  if (one.state === "checking" || one.state === "running")
    return <ImportProgress t={t} one={one} />;
  if (one.state === "failed")
    return (
      <Notice tone="danger">
        {t(`imports.failed.${one.error ?? "unreadable"}`)}
        {one.accepted > 0 && ` ${t("imports.failed.kept", { n: one.accepted })}`}
      </Notice>
    );
  return (
    <>
      <Result t={t} one={one} />
      {one.state === "checked" && <Confirm t={t} one={one} />}
    </>
  );
}

function Result({ t, one }: { t: Translate; one: ImportView }) {
  const isDone = one.state === "done";
  return (
    <Panel
      id="result"
      title={t(isDone ? "imports.done" : "imports.checked")}
      hint={t(isDone ? "imports.done.hint" : "imports.checked.hint")}
    >
      <p>
        <strong>
          {t(isDone ? "imports.accepted" : "imports.acceptable", { n: one.accepted })}
        </strong>{" "}
        · {t("imports.refused", { n: one.refused })}
      </p>
      {one.refused > 0 && <Refused t={t} one={one} />}
    </Panel>
  );
}

function Refused({ t, one }: { t: Translate; one: ImportView }) {
  return (
    <>
      <ul class="bullets">
        {one.reasons.map(([why, n]) => (
          <li key={why}>
            {t(`imports.refusal.${why}`)} · {n}
          </li>
        ))}
      </ul>
      <details>
        <summary class="reveal">{t("imports.lines")}</summary>
        <ol class="bullets">
          {one.lines.map(([line, why]) => (
            <li key={line} value={line}>
              {t(`imports.refusal.${why}`)}
            </li>
          ))}
        </ol>
        {one.hasMore && <p class="hint">{t("imports.lines.more")}</p>}
        {one.isCut && <p class="hint">{t("imports.lines.cut")}</p>}
      </details>
      <p class="form-actions">
        <ButtonLink href={`/consent/imports/${one.id}/report.csv`} icon="download">
          {t("imports.report")}
        </ButtonLink>
      </p>
    </>
  );
}

/** What can't be undone is said before it is done. */
function Confirm({ t, one }: { t: Translate; one: ImportView }) {
  return (
    <Panel id="confirm" title={t("imports.run.title")}>
      {one.accepted === 0 ? (
        <p>{t("imports.run.nothing")}</p>
      ) : (
        <Notice tone="warning">{t("imports.run.warning")}</Notice>
      )}
      <form class="form-actions" method="post" action={`/consent/imports/${one.id}/run`}>
        {one.accepted > 0 && (
          <Button type="submit" tone="primary">
            {t("imports.run", { n: one.accepted })}
          </Button>
        )}
        <ButtonLink href={`/consent/imports/${one.id}?columns`}>
          {t("imports.columns.change")}
        </ButtonLink>
      </form>
    </Panel>
  );
}

function Discard({ t, id }: { t: Translate; id: number }) {
  return (
    <form class="stack" method="post" action={`/consent/imports/${id}/discard`}>
      <p class="hint">{t("imports.discard.hint")}</p>
      <Button type="submit">{t("imports.discard")}</Button>
    </form>
  );
}
