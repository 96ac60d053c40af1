/** @jsxImportSource preact */
import type { Difference } from "../../src/incidents/incident-differences.ts";
import type { IncidentChange } from "../../src/incidents/incidents.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { Time, type TimeText } from "../ui/time.tsx";

/** One version as the page tells it. */
export interface VersionItem {
  id: number;
  version: number;
  change: IncidentChange;
  by: string;
  time: TimeText;
  differences: Difference[];
  /** Whether the incident can be put back to it: not the one in force. */
  canRestore: boolean;
}

interface VersionsPageProps {
  frame: Frame;
  id: number;
  name: string;
  isDeleted: boolean;
  versions: VersionItem[];
}

/** `/bot/incidents/:id/versions` */
export function VersionsPage({ frame, id, name, isDeleted, versions }: VersionsPageProps) {
  const { t } = frame.me;
  return (
    <Layout title={t("incident.versions")} frame={frame} active="bot" styles={["incidents"]}>
      <div class="column">
        <BackLink href={isDeleted ? "/bot/incidents" : `/bot/incidents/${id}`}>{name}</BackLink>
        <h1>{t("incident.versions")}</h1>
        <section class="panel" aria-label={t("incident.versions")}>
          <ol class="versions">
            {versions.map((version) => (
              <li key={version.id}>
                <Version t={t} version={version} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Layout>
  );
}

function Version({ t, version }: { t: Translate; version: VersionItem }) {
  const { version: n, by, change } = version;
  return (
    <article class="stack-s">
      <p class="line-title">
        <span>{t("incident.versions.by", { n, name: by })}</span>
        <Badge tone={change === "archived" ? "danger" : "neutral"}>
          {t(`incident.change.${change}`)}
        </Badge>
      </p>
      <p class="quiet-text">
        <Time time={version.time} />
      </p>
      {version.differences.length > 0 && <Differences t={t} of={version.differences} />}
      {version.canRestore && (
        <form method="post" action={`/bot/incidents/versions/${version.id}`}>
          <Button type="submit" icon="reopen">
            {t("incident.versions.restore")}
            <span class="sr-only"> {n}</span>
          </Button>
        </form>
      )}
    </article>
  );
}

function Differences({ t, of }: { t: Translate; of: Difference[] }) {
  return (
    <dl class="differences">
      {of.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd class="payload" dir="auto">
            <del>
              <span class="sr-only">{t("incident.versions.before")} </span>
              {before || "–"}
            </del>
            <ins>
              <span class="sr-only">{t("incident.versions.after")} </span>
              {after || "–"}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
