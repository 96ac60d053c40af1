/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { type FoundItem, FoundList } from "./found-list.tsx";

/** What an erasure would do. */
export interface ErasurePreviewView {
  person: string;
  goes: FoundItem[];
  /** Sentences besides: other places, packages. */
  goesToo: string[];
  stays: string[];
  files: string[];
}

export interface ErasureProgressView {
  state: "running" | "cleaning" | "done" | "failed";
  gone: FoundItem[];
  /** Sentences about what is left, and how the bytes were looked at. */
  remarks: string[];
  isClean: boolean | null;
  files: string[];
}

/** `/consent/requests/:id/erasure` before it: what goes, what stays, and the word that begins it. */
export function ErasurePreviewPage({
  frame,
  id,
  preview,
  problem,
}: {
  frame: Frame;
  id: number;
  preview: ErasurePreviewView;
  problem?: string;
}) {
  const { t } = frame.me;
  const title = t("erase.title", { person: preview.person });
  return (
    <ConsentLayout frame={frame} tab="requests" title={title} styles={["privacy"]}>
      <BackLink href={`/consent/requests/${id}`}>{t("requests.number", { number: id })}</BackLink>
      <h2 dir="auto">{title}</h2>
      <p class="hint">{t("erase.looked")}</p>
      <div class="split">
        <Panel id="goes" title={t("erase.goes")}>
          <FoundList found={preview.goes} />
          <Sentences said={preview.goesToo} />
        </Panel>
        <Panel id="stays" title={t("erase.stays")}>
          <Sentences said={preview.stays} />
          <p class="hint">{t("erase.elsewhere")}</p>
        </Panel>
      </div>
      <Files t={t} files={preview.files} />
      <Panel id="package" title={t("erase.package")} hint={t("erase.package.text")}>
        <p class="form-actions">
          <ButtonLink href={`/consent/requests/${id}#package`} icon="download">
            {t("requests.step.package")}
          </ButtonLink>
        </p>
      </Panel>
      <Confirm t={t} id={id} problem={problem} />
    </ConsentLayout>
  );
}

function Confirm({ t, id, problem }: { t: Translate; id: number; problem?: string }) {
  const word = t("erase.confirm.word");
  return (
    <form class="panel stack" method="post" action={`/consent/requests/${id}/erasure`}>
      <Field
        id="word"
        label={t("erase.confirm.text", { word })}
        error={problem}
        autocomplete="off"
        autocapitalize="characters"
        required
      />
      <p class="form-actions">
        <Button type="submit" tone="danger">
          {t("erase.confirm")}
        </Button>
        <ButtonLink href={`/consent/requests/${id}`} tone="quiet">
          {t("ui.cancel")}
        </ButtonLink>
      </p>
    </form>
  );
}

/** The same address while it runs, and its receipt afterwards. */
export function ErasureProgressPage({
  frame,
  id,
  progress,
}: {
  frame: Frame;
  id: number;
  progress: ErasureProgressView;
}) {
  const { t } = frame.me;
  const title = t("requests.step.erase");
  return (
    <ConsentLayout frame={frame} tab="requests" title={title} styles={["privacy"]}>
      <BackLink href={`/consent/requests/${id}`}>{t("requests.number", { number: id })}</BackLink>
      <h2>{title}</h2>
      <ErasureProgress t={t} id={id} progress={progress} />
    </ConsentLayout>
  );
}

/** Fetches itself anew until it is done. */
export function ErasureProgress({
  t,
  id,
  progress,
}: {
  t: Translate;
  id: number;
  progress: ErasureProgressView;
}) {
  const address = `/consent/requests/${id}/erasure`;
  const isOver = progress.state === "done";
  const live = isOver
    ? {}
    : { "hx-get": address, "hx-trigger": "every 2s", "hx-swap": "outerHTML" };
  return (
    <div id="erasure" class="stack" {...live}>
      <Notice tone={isOver ? "good" : progress.state === "failed" ? "warning" : "info"}>
        {t(`erase.state.${progress.state}`)}
      </Notice>
      {!isOver && (
        <p>
          <a class="link-like" href={address}>
            {t("erase.reload")}
          </a>
        </p>
      )}
      {isOver && <Receipt t={t} id={id} progress={progress} />}
    </div>
  );
}

function Receipt({ t, id, progress }: { t: Translate; id: number; progress: ErasureProgressView }) {
  return (
    <>
      <Panel id="receipt" title={t("erase.receipt")}>
        <FoundList found={progress.gone} />
        <Sentences said={progress.remarks} />
      </Panel>
      {progress.isClean === false && <Notice tone="danger">{t("erase.unclean")}</Notice>}
      <Files t={t} files={progress.files} />
      <p class="form-actions">
        <ButtonLink href={`/consent/requests/${id}?answer=done#answer`} tone="primary">
          {t("erase.close")}
        </ButtonLink>
      </p>
    </>
  );
}

function Sentences({ said }: { said: readonly string[] }) {
  return (
    <ul class="plain-list">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Files({ t, files }: { t: Translate; files: readonly string[] }) {
  if (files.length === 0) return null;
  return (
    <Panel id="files" title={t("erase.files")} hint={t("erase.files.text")}>
      <ul class="plain-list">
        {files.map((file) => (
          <li key={file}>
            <code class="erasure-file">{file}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
