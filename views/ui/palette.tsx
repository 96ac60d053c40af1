/** @jsxImportSource preact */
import type { Permission } from "../../src/users/permissions.ts";
import type { TextKey, Translate } from "../i18n.ts";
import { Icon, type IconName } from "./icon.tsx";
import { palettePages } from "./nav.ts";

/** Things to do on the open ticket; app.js runs them like their key. */
const commands: { key: string; icon: IconName; label: TextKey }[] = [
  { key: "r", icon: "reply", label: "keys.reply" },
  { key: "n", icon: "note", label: "keys.note-key" },
  { key: "m", icon: "user-plus", label: "keys.take" },
  { key: "a", icon: "hand-over", label: "keys.assign" },
  { key: "s", icon: "snooze", label: "keys.snooze" },
  { key: "l", icon: "tag", label: "keys.label" },
  { key: "e", icon: "check", label: "keys.resolve" },
];

interface PaletteProps {
  t: Translate;
  permissions: readonly Permission[];
  /** Saved views of the list. */
  views: { name: string; query: string }[];
}

/** Ctrl/⌘ K: pages and commands filtered in the browser, people and messages by the server. */
export function Palette({ t, permissions, views }: PaletteProps) {
  return (
    <dialog id="palette" class="palette" aria-label={t("palette.label")}>
      <div class="palette-head">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          id="palette-input"
          placeholder={t("palette.label")}
          aria-label={t("palette.hint")}
          autocomplete="off"
          hx-get="/search/quick"
          hx-trigger="input changed delay:200ms"
          hx-target="#palette-results"
          hx-sync="this:replace"
        />
      </div>
      <div class="palette-list">
        <Commands t={t} permissions={permissions} views={views} />
        <div id="palette-results" />
      </div>
    </dialog>
  );
}

function Commands({ t, permissions, views }: PaletteProps) {
  return (
    <ul id="palette-commands">
      {commands.map((command) => (
        <li key={command.key} data-needs="ticket">
          <button type="button" class="menu-item" data-key={command.key}>
            <Icon name={command.icon} />
            <span class="grow">{t(command.label)}</span>
            <kbd>{command.key}</kbd>
          </button>
        </li>
      ))}
      {permissions.includes("tickets") && (
        <li>
          <button type="button" class="menu-item" data-key="J">
            <Icon name="flag" />
            <span class="grow">{t("keys.next")}</span>
            <kbd>Shift J</kbd>
          </button>
        </li>
      )}
      {views.map(({ name, query }) => (
        <li key={query}>
          <a class="menu-item" href={`/inbox?${query}`}>
            <Icon name="star" />
            <span class="grow" dir="auto">
              {name}
            </span>
          </a>
        </li>
      ))}
      {palettePages(permissions).map((page) => (
        <li key={page.id}>
          <a class="menu-item" href={page.href}>
            <Icon name={page.icon} />
            <span class="grow">{t(page.label)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
