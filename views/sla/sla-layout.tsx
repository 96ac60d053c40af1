/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";

export type SlaTab = "live" | "policies" | "preview" | "compliance";

interface SlaLayoutProps {
  frame: Frame;
  tab: SlaTab;
  title: string;
  done?: string;
  children: ComponentChildren;
}

/** The pages about answer times, as far as this person may open them. */
export function SlaLayout({ frame, tab, title, done, children }: SlaLayoutProps) {
  const { t, permissions } = frame.me;
  const tabs = [
    { id: "live", href: "/sla/live", permission: "reports" },
    { id: "policies", href: "/sla", permission: "sla" },
    { id: "preview", href: "/sla/preview", permission: "sla" },
    { id: "compliance", href: "/sla/compliance", permission: "reports" },
  ] as const;
  return (
    <Layout title={title} frame={frame} active="sla" styles={["sla"]}>
      <div class="column wide">
        <header class="page-head">
          <div>
            <h1>{t("sla.title")}</h1>
            <p class="hint">{t(`sla.lead.${tab}`)}</p>
          </div>
        </header>
        <nav class="tabs page-tabs" aria-label={t("sla.tabs")}>
          {tabs
            .filter(({ permission }) => permissions.includes(permission))
            .map(({ id, href }) => (
              <a key={id} href={href} aria-current={id === tab ? "page" : undefined}>
                {t(`sla.tab.${id}`)}
              </a>
            ))}
        </nav>
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}
