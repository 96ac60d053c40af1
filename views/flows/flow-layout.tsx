/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink } from "../ui/button.tsx";
import type { Translate } from "../i18n.ts";
import type { FlowHead } from "./types.ts";

interface FlowLayoutProps {
  frame: Frame;
  head: FlowHead;
  tab: "steps" | "map" | "try" | "versions" | "settings";
  /** A table or drawing that needs the room. */
  isWide?: boolean;
  done?: string | null;
  children: ComponentChildren;
}

const tabs = ["steps", "map", "try", "versions", "settings"] as const;

/** The pages of one flow. */
export function FlowLayout({ frame, head, tab, isWide, done, children }: FlowLayoutProps) {
  const { t } = frame.me;
  const address = `/bot/flows/${head.id}`;
  return (
    <Layout
      title={head.name}
      frame={frame}
      active="bot"
      styles={isWide ? ["flows", "flow-map"] : ["flows"]}
    >
      <div class={isWide ? "column wide flow-column" : "column wide"}>
        <BackLink href="/bot/flows">{t("flows.title")}</BackLink>
        <header class="page-head">
          <div>
            <h1>{head.name}</h1>
            {head.description && <p class="hint">{head.description}</p>}
          </div>
          <FlowState t={t} head={head} />
        </header>
        <nav class="tabs page-tabs" aria-label={t("flows.tabs")}>
          {tabs.map((name) => (
            <a
              key={name}
              href={name === "steps" ? address : `${address}/${name}`}
              aria-current={name === tab ? "page" : undefined}
            >
              {t(`flows.tab.${name}`)}
            </a>
          ))}
        </nav>
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}

/** Published or not, with changes or not; a swap target of its own. */
export function FlowState({ t, head }: { t: Translate; head: FlowHead }) {
  return (
    <p id="flow-state" class="flow-state">
      <FlowBadges t={t} head={head} />
    </p>
  );
}

export function FlowBadges({ t, head }: { t: Translate; head: Omit<FlowHead, "description"> }) {
  return (
    <>
      {head.version === null ? (
        <Badge tone="warning">{t("flows.draft-only")}</Badge>
      ) : (
        <Badge tone="good" icon="check">
          {t("flows.version", { n: head.version })}
        </Badge>
      )}
      {head.version !== null && head.hasChanges && (
        <Badge tone="warning" icon="edit">
          {t("flows.changed")}
        </Badge>
      )}
      {!head.isOn && <Badge>{t("flows.off")}</Badge>}
    </>
  );
}
