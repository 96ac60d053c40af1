/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";

interface RoutingLayoutProps {
  frame: Frame;
  tab: "rules" | "dry-run" | "versions";
  done?: string;
  children: ComponentChildren;
}

const tabs = [
  { id: "rules", href: "/routing" },
  { id: "dry-run", href: "/routing/dry-run" },
  { id: "versions", href: "/routing/versions" },
] as const;

/** The pages of routing: the rules, their dry run, and what was changed. */
export function RoutingLayout({ frame, tab, done, children }: RoutingLayoutProps) {
  const { t } = frame.me;
  return (
    <Layout
      title={t("routing.title")}
      frame={frame}
      active="routing"
      styles={["routing", "versions"]}
    >
      <div class="column wide">
        <header class="page-head">
          <div>
            <h1>{t("routing.title")}</h1>
            <p class="hint">{t("routing.lead")}</p>
          </div>
        </header>
        <nav class="tabs page-tabs" aria-label={t("routing.tabs")}>
          {tabs.map(({ id, href }) => (
            <a key={id} href={href} aria-current={id === tab ? "page" : undefined}>
              {t(`routing.tab.${id}`)}
            </a>
          ))}
        </nav>
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}
