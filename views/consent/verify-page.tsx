/** @jsxImportSource preact */
import type { Verdict } from "../../src/consent-exports/verdict.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Field, FieldFrame, describedBy, TextArea } from "../ui/field.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

interface VerifyPageProps {
  frame: Frame;
  typed: { key: string; checkpoint: string };
  problem?: string;
  verdict?: Verdict;
}

/** An export is chosen, and the page says whether it is what was signed. */
export function VerifyPage({ frame, typed, problem, verdict }: VerifyPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="exports"
      styles={["consent-exports"]}
      title={t("verify.title")}
    >
      <BackLink href="/consent/exports">{t("exports.back")}</BackLink>
      {verdict && <VerdictPanel t={t} verdict={verdict} />}
      <Panel id="verify" title={t("verify.title")} hint={t("verify.lead")}>
        <VerifyForm t={t} typed={typed} problem={problem} />
      </Panel>
    </ConsentLayout>
  );
}

function VerifyForm({
  t,
  typed,
  problem,
}: Pick<VerifyPageProps, "typed" | "problem"> & { t: Translate }) {
  return (
    <form method="post" action="/consent/verify" encType="multipart/form-data" class="stack">
      <FieldFrame id="file" label={t("verify.file")} hint={t("verify.file.hint")} error={problem}>
        <input
          type="file"
          id="file"
          name="file"
          class="input"
          accept=".zip,application/zip"
          required
          {...describedBy("file", t("verify.file.hint"), problem)}
        />
      </FieldFrame>
      <Field
        id="key"
        label={t("verify.key")}
        hint={t("verify.key.hint")}
        value={typed.key}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
      />
      <TextArea
        id="checkpoint"
        label={t("verify.checkpoint")}
        hint={t("verify.checkpoint.hint")}
        value={typed.checkpoint}
        rows={4}
        maxLength={5000}
      />
      <p>
        <Button type="submit" tone="primary">
          {t("verify.submit")}
        </Button>
      </p>
    </form>
  );
}

function VerdictPanel({ t, verdict }: { t: Translate; verdict: Verdict }) {
  const { ok, problems, records = 0, openings = 0, filter, key, made_by: name } = verdict;
  const isPart = filter !== undefined && Object.keys(filter).length > 0;
  return (
    <section class="panel" aria-live="polite">
      <Notice tone={ok ? "good" : "danger"}>{t(wordOf(verdict))}</Notice>
      {!isNoExport(problems) && (
        <ul class="plain-list">
          {problems.map(({ code, where }) => (
            <li key={`${code} ${where}`}>
              <code class="export-hash">{where}</code> {t(`verify.problem.${code}`)}
            </li>
          ))}
        </ul>
      )}
      {verdict.records !== undefined && (
        <p>
          {t("verify.records", { n: records })}, {t("verify.openings", { n: openings })}
        </p>
      )}
      {isPart && <p class="hint">{t("verify.part")}</p>}
      {name !== undefined && (
        <p class="hint">{t("verify.made", { name, reason: verdict.reason ?? "" })}</p>
      )}
      {key !== undefined && (
        <p class="hint">
          {t("verify.own-key")}
          <br />
          <code class="export-hash">{key}</code>
        </p>
      )}
    </section>
  );
}

/** Nothing of it could be read: where the reading stopped helps nobody. */
function isNoExport(problems: Verdict["problems"]): boolean {
  return problems.every(({ code }) => code === "zip");
}

/** A file that fits itself, by a key that is not the one named, is not a changed one. */
function wordOf({ ok, problems }: Verdict) {
  if (ok) return "verify.good";
  if (isNoExport(problems)) return "verify.no-export";
  return problems.every(({ code }) => code === "key") ? "verify.other-key" : "verify.bad";
}
