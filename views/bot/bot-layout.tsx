/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { StyleName } from "../../src/http/assets.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";

/** The pages of the bot in their order; each names the text `bot.tab.NAME`. */
const tabs = {
  rules: "/bot",
  incidents: "/bot/incidents",
  flows: "/bot/flows",
  packs: "/bot/packs",
  tests: "/bot/tests",
  coverage: "/bot/coverage",
  figures: "/bot/figures",
  settings: "/bot/settings",
} as const;

interface BotLayoutProps {
  frame: Frame;
  tab: keyof typeof tabs;
  title: string;
  isOn: boolean;
  done?: string;
  styles?: readonly StyleName[];
  children: ComponentChildren;
}

/** What the pages of the bot have in common. */
export function BotLayout({ frame, tab, title, isOn, done, styles, children }: BotLayoutProps) {
  const { t } = frame.me;
  return (
    <Layout title={title} frame={frame} active="bot" styles={styles}>
      <div class="column wide">
        <header class="page-head">
          <div>
            <h1>{t("bot.title")}</h1>
            <p class="hint">{t("bot.lead")}</p>
          </div>
          <BotSwitch t={t} isOn={isOn} />
        </header>
        <nav class="tabs page-tabs" aria-label={t("bot.tabs")}>
          {(Object.keys(tabs) as (keyof typeof tabs)[]).map((name) => (
            <a key={name} href={tabs[name]} aria-current={tab === name ? "page" : undefined}>
              {t(`bot.tab.${name}`)}
            </a>
          ))}
        </nav>
        {done && <Notice tone="good">{done}</Notice>}
        {children}
      </div>
    </Layout>
  );
}

/** The whole bot, on or off; off says what that means. */
export function BotSwitch({ t, isOn }: { t: Frame["me"]["t"]; isOn: boolean }) {
  return (
    <div id="bot-switch" class="bot-switch">
      <label class="switch-label">
        <input
          class="switch"
          type="checkbox"
          role="switch"
          id="bot-enabled"
          name="enabled"
          value="1"
          checked={isOn}
          hx-put="/bot/enabled"
          hx-target="#bot-switch"
          hx-swap="outerMorph"
        />
        <span>{t(isOn ? "bot.on" : "bot.off")}</span>
      </label>
      {!isOn && <Notice tone="warning">{t("bot.off.text")}</Notice>}
    </div>
  );
}
