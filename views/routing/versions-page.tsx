/** @jsxImportSource preact */
import type { Difference } from "../../src/routing/rule-differences.ts";
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink, Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { RoutingLayout } from "./routing-layout.tsx";

export const changes = [
  "created",
  "changed",
  "enabled",
  "disabled",
  "moved",
  "deleted",
  "restored",
] as const;
export type Change = (typeof changes)[number];

/** One version of a rule as the page tells it. */
export interface VersionItem {
  id: number;
  ruleId: number;
  name: string;
  version: number;
  change: Change;
  by: string;
  time: TimeText;
  differences: Difference[];
  /** The whole rule at that time. */
  sentence: string;
  /** Whether the rule can be put back to it: not the one in force. */
  canRestore: boolean;
}

/** `/routing/versions`: every change of every rule, deleted ones too. */
export function ChangesPage({ frame, versions }: { frame: Frame; versions: VersionItem[] }) {
  const { t } = frame.me;
  return (
    <RoutingLayout frame={frame} tab="versions">
      <section class="panel" aria-labelledby="versions-title">
        <h2 id="versions-title">{t("routing.versions.all")}</h2>
        <Versions t={t} versions={versions} />
      </section>
    </RoutingLayout>
  );
}

/** `/routing/rules/:id/versions` */
export function VersionsPage({
  frame,
  id,
  name,
  isDeleted,
  versions,
}: {
  frame: Frame;
  id: number;
  name: string;
  isDeleted: boolean;
  versions: VersionItem[];
}) {
  const { t } = frame.me;
  return (
    <Layout title={t("routing.versions")} frame={frame} active="routing" styles={["routing"]}>
      <div class="column">
        <BackLink href={isDeleted ? "/routing/versions" : `/routing/rules/${id}`}>{name}</BackLink>
        <h1>{t("routing.versions")}</h1>
        <section class="panel" aria-label={t("routing.versions")}>
          <Versions t={t} versions={versions} />
        </section>
      </div>
    </Layout>
  );
}

function Versions({ t, versions }: { t: Translate; versions: VersionItem[] }) {
  if (versions.length === 0)
    return (
      <EmptyState icon="clock" title={t("routing.versions.none")}>
        {t("routing.versions.none.text")}
      </EmptyState>
    );
  return (
    <ol class="versions">
      {versions.map((version) => (
        <li key={version.id}>
          <Version t={t} version={version} />
        </li>
      ))}
    </ol>
  );
}

function Version({ t, version }: { t: Translate; version: VersionItem }) {
  const { ruleId, name } = version;
  return (
    <article class="stack-s">
      <p class="line-title">
        <a href={`/routing/rules/${ruleId}/versions`}>{name}</a>
        <Badge tone={version.change === "deleted" ? "danger" : "neutral"}>
          {t(`routing.change.${version.change}`)}
        </Badge>
      </p>
      <p class="quiet-text">
        {t("routing.versions.by", { n: version.version, name: version.by })} ·{" "}
        <Time time={version.time} />
      </p>
      {version.differences.length > 0 && <Differences t={t} of={version.differences} />}
      <details class="fold">
        <summary class="rule-link">{t("routing.versions.whole")}</summary>
        <p>{version.sentence}</p>
      </details>
      {version.canRestore && (
        <form method="post" action={`/routing/versions/${version.id}`}>
          <Button type="submit" icon="reopen">
            {t("routing.versions.restore")}
            <span class="sr-only">
              {" "}
              {name} {version.version}
            </span>
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
          <dd>
            <del>
              <span class="sr-only">{t("routing.versions.before")} </span>
              {before || "–"}
            </del>
            <ins>
              <span class="sr-only">{t("routing.versions.after")} </span>
              {after || "–"}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
