/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { StyleName } from "../../src/http/assets.ts";
import type { Permission } from "../../src/users/permissions.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";

/** The pages about consent and privacy in their order; each names the text `consent.tab.NAME`. */
const tabs = {
  log: { href: "/consent", needs: "consent" },
  texts: { href: "/consent/texts", needs: "privacy" },
  forms: { href: "/consent/forms", needs: "privacy" },
  imports: { href: "/consent/imports", needs: "privacy" },
  exports: { href: "/consent/exports", needs: "consent" },
  proof: { href: "/consent/proof", needs: "consent" },
  requests: { href: "/consent/requests", needs: "privacy" },
  retention: { href: "/consent/retention", needs: "consent" },
  audit: { href: "/consent/audit", needs: "audit" },
  settings: { href: "/consent/settings", needs: "privacy" },
} as const satisfies Record<string, { href: string; needs: Permission }>;

interface ConsentLayoutProps {
  frame: Frame;
  tab: keyof typeof tabs;
  title: string;
  /** What the last form did. */
  done?: string;
  styles?: readonly StyleName[];
  children: ComponentChildren;
}

/** What the pages about consent and privacy have in common. */
export function ConsentLayout({ frame, tab, title, done, styles, children }: ConsentLayoutProps) {
  const { t, permissions } = frame.me;
  const open = (Object.keys(tabs) as (keyof typeof tabs)[]).filter((name) =>
    permissions.includes(tabs[name].needs),
  );
  return (
    <Layout title={title} frame={frame} active="consent" styles={styles} scripts={["forms"]}>
      <div class="column wide">
        <header class="page-head">
          <div>
            <h1>{t("consent.title")}</h1>
            <p class="hint">{t("consent.lead")}</p>
          </div>
        </header>
        <nav class="tabs page-tabs" aria-label={t("consent.tabs")}>
          {open.map((name) => (
            <a key={name} href={tabs[name].href} aria-current={tab === name ? "page" : undefined}>
              {t(`consent.tab.${name}`)}
            </a>
          ))}
        </nav>
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}
