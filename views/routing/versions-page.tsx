/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Version, type VersionText } from "../ui/versions.tsx";
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
export interface VersionItem extends VersionText {
  ruleId: number;
  name: string;
  change: Change;
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
    <Layout
      title={t("routing.versions")}
      frame={frame}
      active="routing"
      styles={["routing", "versions"]}
    >
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
          <Version
            t={t}
            version={version}
            of={{ name: version.name, href: `/routing/rules/${version.ruleId}/versions` }}
            change={{
              text: t(`routing.change.${version.change}`),
              isEnd: version.change === "deleted",
            }}
            restore={version.canRestore ? `/routing/versions/${version.id}` : null}
          >
            <p>{version.sentence}</p>
          </Version>
        </li>
      ))}
    </ol>
  );
}
