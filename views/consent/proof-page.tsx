/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time } from "../ui/time.tsx";
import { CheckpointEntry } from "./checkpoint-entry.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { CompareForm } from "./proof-compare.tsx";
import { CopiesForm } from "./proof-copies.tsx";
import { KeyPanel, LimitsPanel } from "./proof-key.tsx";
import type { CheckpointItem, Comparison, CopyTargets } from "./proof-types.ts";

interface ProofPageProps {
  frame: Frame;
  /** What no longer fits, in words. */
  fault?: string;
  newest: CheckpointItem | null;
  checkpoints: CheckpointItem[];
  older: string | null;
  targets: CopyTargets;
  comparison: Comparison;
  fingerprint: string;
  mayChange: boolean;
  done?: string;
}

/** What proves the logs: the newest checkpoint, where its copies are, comparing one, the key. */
export function ProofPage(props: ProofPageProps) {
  const { frame, fault, newest, checkpoints, older, targets, comparison, mayChange, done } = props;
  const { t } = frame.me;
  return (
    <ConsentLayout
      frame={frame}
      tab="proof"
      title={t("consent.tab.proof")}
      done={done}
      styles={["proof"]}
    >
      {fault && <Notice tone="danger">{fault}</Notice>}
      <NewestPanel frame={frame} newest={newest} mayChange={mayChange} />
      <Panel id="copies" title={t("proof.copies")} hint={t("proof.copies.hint")}>
        <CopiesForm frame={frame} targets={targets} mayChange={mayChange} />
      </Panel>
      <Panel id="compare" title={t("proof.compare")} hint={t("proof.compare.hint")}>
        <CompareForm t={t} comparison={comparison} />
      </Panel>
      <KeyPanel t={t} fingerprint={props.fingerprint} newestId={newest?.id ?? null} />
      <LimitsPanel t={t} />
      {checkpoints.length > 0 && (
        <Panel id="checkpoints" title={t("proof.all")}>
          <ul class="entries">
            {checkpoints.map((checkpoint) => (
              <CheckpointEntry key={checkpoint.id} t={t} checkpoint={checkpoint} />
            ))}
          </ul>
          <Pagination
            label={t("proof.pages")}
            older={older ? { href: older, label: t("ui.older") } : undefined}
          />
        </Panel>
      )}
    </ConsentLayout>
  );
}

function NewestPanel({
  frame,
  newest,
  mayChange,
}: Pick<ProofPageProps, "frame" | "newest" | "mayChange">) {
  const { t } = frame.me;
  return (
    <Panel id="newest" title={t("proof.newest")} hint={t("proof.newest.hint")}>
      {newest ? (
        <dl class="facts columns">
          <div>
            <dt>{t("proof.signed-at")}</dt>
            <dd>
              <Time time={newest.signed} />
            </dd>
          </div>
          <div>
            <dt>{t("proof.records")}</dt>
            <dd>{newest.records.count}</dd>
          </div>
          <div>
            <dt>{t("proof.audit-records")}</dt>
            <dd>{newest.auditRecords}</dd>
          </div>
          <div class="proof-root">
            <dt>{t("proof.root")}</dt>
            <dd class="mono">{newest.root}</dd>
          </div>
        </dl>
      ) : (
        <EmptyState icon="shield" title={t("proof.none")}>
          {t("proof.none.text")}
        </EmptyState>
      )}
      <div class="form-actions">
        {newest && (
          <ButtonLink href={`/consent/proof/checkpoints/${newest.id}`} icon="document">
            {t("proof.print")}
          </ButtonLink>
        )}
        {mayChange && (
          <form method="post" action="/consent/proof/checkpoints">
            <Button type="submit">{t("proof.sign")}</Button>
          </form>
        )}
      </div>
    </Panel>
  );
}
