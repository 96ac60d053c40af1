/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { FlowLayout } from "./flow-layout.tsx";
import type { FlowHead } from "./types.ts";

/** One published version as the page tells it. */
export interface FlowVersionItem {
  version: number;
  /** Null: a program or a pack. */
  by: string | null;
  time: TimeText;
  note: string;
  /** What is different from the version before, in words. */
  changes: string[];
  /** Dialogues that are still under way with it. */
  running: number;
  isLive: boolean;
}

interface VersionsProps {
  frame: Frame;
  head: FlowHead;
  versions: FlowVersionItem[];
  done?: string | null;
}

/** `/bot/flows/:id/versions`: what was published when, what changed, and back. */
export function FlowVersionsPage({ frame, head, versions, done }: VersionsProps) {
  const { t } = frame.me;
  const address = `/bot/flows/${head.id}`;
  return (
    <FlowLayout frame={frame} head={head} tab="versions" done={done}>
      <section class="panel narrow" aria-labelledby="versions-title">
        <div class="spread">
          <h2 id="versions-title">{t("flows.versions")}</h2>
          <ButtonLink href={`${address}/export`} icon="download">
            {t("flows.export")}
          </ButtonLink>
        </div>
        <p class="hint">{t("flows.versions.hint")}</p>
        {versions.length === 0 ? (
          <EmptyState icon="clock" title={t("flows.versions.none")}>
            {t("flows.versions.none.text")}
          </EmptyState>
        ) : (
          <ol>
            {versions.map((version) => (
              <Version key={version.version} t={t} address={address} version={version} />
            ))}
          </ol>
        )}
      </section>
    </FlowLayout>
  );
}

interface VersionProps {
  t: Translate;
  address: string;
  version: FlowVersionItem;
}

function Version({ t, address, version }: VersionProps) {
  const n = version.version;
  return (
    <li class="stack-s flow-version">
      <p class="line-title">
        {t("flows.version", { n })}
        {version.isLive && <Badge tone="good">{t("flows.version.live")}</Badge>}
        {version.running > 0 && (
          <Badge tone="accent">{t("flows.version.running", { n: version.running })}</Badge>
        )}
      </p>
      <p class="quiet-text">
        {version.by ?? t("flows.version.nobody")} · <Time time={version.time} />
      </p>
      {version.note && <p dir="auto">{version.note}</p>}
      {version.changes.length > 0 && (
        <ul class="flow-changes">
          {version.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {!version.isLive && (
        <form method="post" action={`${address}/versions/${n}`}>
          <Button type="submit" icon="reopen">
            {t("flows.roll-back")}
            <span class="sr-only"> {t("flows.version", { n })}</span>
          </Button>
        </form>
      )}
    </li>
  );
}
