/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";

interface BotLayoutProps {
  frame: Frame;
  tab: "rules" | "settings";
  title: string;
  isOn: boolean;
  done?: string;
  children: ComponentChildren;
}

/** The two pages of the bot: its rules, and what it says besides them. */
export function BotLayout({ frame, tab, title, isOn, done, children }: BotLayoutProps) {
  const { t } = frame.me;
  return (
    <Layout title={title} frame={frame} active="bot">
      <div class="column wide">
        <header class="page-head">
          <div>
            <h1>{t("bot.title")}</h1>
            <p class="hint">{t("bot.lead")}</p>
          </div>
          <BotSwitch t={t} isOn={isOn} />
        </header>
        <nav class="tabs page-tabs" aria-label={t("bot.tabs")}>
          <a href="/bot" aria-current={tab === "rules" ? "page" : undefined}>
            {t("bot.tab.rules")}
          </a>
          <a href="/bot/settings" aria-current={tab === "settings" ? "page" : undefined}>
            {t("bot.tab.settings")}
          </a>
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
