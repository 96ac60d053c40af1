/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Theme } from "./document.tsx";
import { Icon } from "./icon.tsx";
import type { NavPage } from "./nav.ts";

const themes = ["system", "light", "dark"] as const;

/** What lies behind "More" and the avatar: the rest of the pages, appearance, shortcuts, sign out. */
export function MoreItems({ t, theme, pages }: { t: Translate; theme: Theme; pages: NavPage[] }) {
  return (
    <>
      {pages.map((page) => (
        <a key={page.id} class="menu-item" href={page.href}>
          <Icon name={page.icon} />
          <span class="grow">{t(page.label)}</span>
        </a>
      ))}
      <button type="button" class="menu-item only-keyboard" data-opens="keyboard-help">
        <Icon name="keyboard" />
        <span class="grow">{t("nav.shortcuts")}</span>
        <kbd>?</kbd>
      </button>
      <div class="segmented" role="group" aria-label={t("theme.label")}>
        {themes.map((name) => (
          <button key={name} type="button" data-theme-choice={name} aria-pressed={name === theme}>
            {t(`theme.${name}`)}
          </button>
        ))}
      </div>
      <form method="post" action="/logout">
        <button class="menu-item" type="submit">
          <Icon name="logout" />
          <span class="grow">{t("nav.logout")}</span>
        </button>
      </form>
    </>
  );
}
