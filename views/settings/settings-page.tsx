/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { StyleName } from "../../src/http/assets.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Notice } from "./notice.tsx";
import { type SectionId, sectionsFor } from "./sections.ts";

interface SettingsPageProps {
  frame: Frame;
  section: SectionId;
  title: string;
  /** One sentence under the title. */
  lead?: string;
  /** What was just done, in words. */
  done?: string;
  /** Where "Back" leads; the list of settings on a phone by default. */
  back?: { href: string; label: string };
  /** Files of static/, without ".css", besides those of every page. */
  styles?: readonly StyleName[];
  children: ComponentChildren;
}

/** One page of the settings, with the others beside it; on a phone behind "Back". */
export function SettingsPage({
  frame,
  section,
  title,
  lead,
  done,
  back,
  styles,
  children,
}: SettingsPageProps) {
  const { t } = frame.me;
  return (
    <SettingsLayout frame={frame} title={title} styles={styles}>
      <div class="settings">
        <nav class="settings-nav only-wide" aria-label={t("settings.title")}>
          {sectionsFor(frame.me.permissions).map(({ id, href, icon, label }) => (
            <a
              key={id}
              class="menu-item"
              href={href}
              aria-current={id === section ? "page" : undefined}
            >
              <Icon name={icon} />
              <span>{t(label)}</span>
            </a>
          ))}
        </nav>
        <div class="settings-body">
          <BackLink href={back?.href ?? "/settings"} isPhoneOnly={!back}>
            {back?.label ?? t("settings.title")}
          </BackLink>
          <header class="stack-s">
            <h1>{title}</h1>
            {lead && <p class="hint">{lead}</p>}
          </header>
          {done && <Notice tone="good">{done}</Notice>}
          {children}
        </div>
      </div>
    </SettingsLayout>
  );
}

/** `/settings`: everything at a glance. */
export function SettingsIndex({ frame }: { frame: Frame }) {
  const { t } = frame.me;
  return (
    <SettingsLayout frame={frame} title={t("settings.title")}>
      <div class="column">
        <h1>{t("settings.title")}</h1>
        <ul class="tiles">
          {sectionsFor(frame.me.permissions).map(({ id, href, icon, label, text }) => (
            <li key={id}>
              <a class="tile" href={href}>
                <Icon name={icon} />
                <span>
                  <strong>{t(label)}</strong>
                  <small class="hint">{t(text)}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </SettingsLayout>
  );
}

function SettingsLayout({
  frame,
  title,
  styles,
  children,
}: {
  frame: Frame;
  title: string;
  styles?: readonly StyleName[];
  children: ComponentChildren;
}) {
  return (
    <Layout title={title} frame={frame} active="settings" styles={styles} scripts={["forms"]}>
      {children}
    </Layout>
  );
}
