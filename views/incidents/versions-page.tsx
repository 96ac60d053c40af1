/** @jsxImportSource preact */
import type { IncidentChange } from "../../src/incidents/incidents.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { Version, type VersionText } from "../ui/versions.tsx";

/** One version as the page tells it. */
export interface VersionItem extends VersionText {
  change: IncidentChange;
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
    <Layout title={t("incident.versions")} frame={frame} active="bot" styles={["versions"]}>
      <div class="column">
        <BackLink href={isDeleted ? "/bot/incidents" : `/bot/incidents/${id}`}>{name}</BackLink>
        <h1>{t("incident.versions")}</h1>
        <section class="panel" aria-label={t("incident.versions")}>
          <ol class="versions">
            {versions.map((version) => (
              <li key={version.id}>
                <Version
                  t={t}
                  version={version}
                  change={{
                    text: t(`incident.change.${version.change}`),
                    isEnd: version.change === "archived",
                  }}
                  restore={version.canRestore ? `/bot/incidents/versions/${version.id}` : null}
                />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Layout>
  );
}
