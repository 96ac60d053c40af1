/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { Time } from "../ui/time.tsx";
import { CopyList } from "./checkpoint-entry.tsx";
import { ConsentLayout } from "./consent-layout.tsx";
import { CheckpointFiles } from "./proof-key.tsx";
import type { CheckpointItem } from "./proof-types.ts";

interface CheckpointPageProps {
  frame: Frame;
  business: string;
  checkpoint: CheckpointItem;
  /** Signed text, key and signature: what a copy elsewhere holds, and the code too. */
  copy: string;
  mayChange: boolean;
  done?: string;
}

/** One checkpoint to print: the code, the words, and who keeps copies. */
export function CheckpointPage(props: CheckpointPageProps) {
  const { frame, business, checkpoint, copy, mayChange, done } = props;
  const { t } = frame.me;
  const title = t("proof.one", { number: checkpoint.id });
  return (
    <ConsentLayout frame={frame} tab="proof" title={title} styles={["proof"]}>
      <BackLink href="/consent/proof">{t("proof.back")}</BackLink>
      {done && <Notice tone="good">{done}</Notice>}
      <section class="panel proof-paper">
        <h2>
          {business} · {title}
        </h2>
        <p class="hint">
          <Time time={checkpoint.signed} /> ·{" "}
          {t("proof.n-records", { n: checkpoint.records.n, count: checkpoint.records.count })}
        </p>
        <div class="proof-code">
          <QrCode text={copy} label={t("proof.qr")} />
          <pre class="code-block" tabindex={0}>
            {copy}
          </pre>
        </div>
        <p>{t("proof.paper.how")}</p>
      </section>
      <section class="panel not-printed">
        <CopyList t={t} copies={checkpoint.copies} />
        <div class="form-actions">
          {mayChange && <CopyForms frame={frame} id={checkpoint.id} />}
          <CheckpointFiles t={t} id={checkpoint.id} />
        </div>
      </section>
    </ConsentLayout>
  );
}

function CopyForms({ frame, id }: { frame: Frame; id: number }) {
  const { t } = frame.me;
  const address = `/consent/proof/checkpoints/${id}`;
  return (
    <>
      <form method="post" action={`${address}/paper`}>
        <Button type="submit" tone="primary">
          {t("proof.paper.done")}
        </Button>
      </form>
      <form method="post" action={`${address}/copies`}>
        <Button type="submit">{t("proof.copies.again")}</Button>
      </form>
    </>
  );
}
