/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Language, PresenceChoice } from "../src/db/schema.ts";
import type { ScriptName, StyleName } from "../src/http/assets.ts";
import type { Permission } from "../src/users/permissions.ts";
import type { Presence } from "../src/users/presence.ts";
import type { Translate } from "./i18n.ts";
import { Avatar } from "./ui/avatar.tsx";
import { Banners, type BannerText } from "./ui/banner.tsx";
import { Document, type Theme } from "./ui/document.tsx";
import { Icon } from "./ui/icon.tsx";
import { KeyboardHelp } from "./ui/keyboard-help.tsx";
import { MoreItems } from "./ui/more-items.tsx";
import { type Active, barPages, railPages } from "./ui/nav.ts";
import { PresenceDot, PresenceField } from "./ui/presence.tsx";
import { Palette } from "./ui/palette.tsx";
import { Toast, type ToastText } from "./ui/toast.tsx";

/** Who looks at the page, as far as the frame needs to know. */
export interface Viewer {
  name: string;
  language: Language;
  permissions: readonly Permission[];
  hasShortcuts: boolean;
  hasSound: boolean;
  theme?: Theme;
  t: Translate;
}

export interface OwnPresence {
  choice: PresenceChoice;
  state: Presence;
}

/** What every signed-in page needs around its own content. */
export interface Frame {
  me: Viewer;
  /** Unread tickets for the badge and the window's title. */
  unread: number;
  banners: readonly BannerText[];
  /** The person's saved views of the list, for the palette. */
  views: { name: string; query: string }[];
  /** The last live event the page has seen (Live.position): closes the gap until it connects. */
  livePosition: string;
  /** One's own: what was chosen, and what it comes to at this moment. */
  presence: OwnPresence;
}

interface LayoutProps {
  /** Without the program's name. */
  title: string;
  frame: Frame;
  active: Active;
  /** `desk`: panes that scroll by themselves. `page`: one column that scrolls. */
  kind?: "desk" | "page";
  /** Files of static/, without ".css", besides app.css and what the kind brings: page.css or inbox.css. */
  styles?: readonly StyleName[];
  /** Files of static/, without ".js", besides htmx.js and app.js; a desk also has composer.js. */
  scripts?: readonly ScriptName[];
  /** A word about what led here. */
  toast?: ToastText;
  children: ComponentChildren;
}

const stylesOf = { desk: ["inbox"], page: ["page"] } as const;
const scriptsOf = { desk: ["composer"], page: [] } as const;

/** The frame of every signed-in page. */
export function Layout({
  title,
  frame,
  active,
  kind = "page",
  styles = [],
  scripts = [],
  toast,
  children,
}: LayoutProps) {
  const { me, unread } = frame;
  const { t } = me;
  return (
    <Document
      title={unread > 0 ? `(${unread}) ${title} · Recado` : `${title} · Recado`}
      language={me.language}
      theme={me.theme}
      shortcuts={me.hasShortcuts}
      sound={me.hasSound}
      styles={[...stylesOf[kind], ...styles]}
      scripts={[...scriptsOf[kind], ...scripts]}
    >
      <a class="skip" href="#main">
        {t("ui.skip")}
      </a>
      <div class="shell">
        <Rail me={me} active={active} unread={unread} presence={frame.presence} />
        <div class="stage">
          <Banners banners={frame.banners} />
          <p class="banner warning" id="offline" role="status" hidden>
            <Icon name="offline" />
            {t("ui.offline")}
          </p>
          <main id="main" class={kind} tabindex={-1}>
            {children}
          </main>
        </div>
        <BottomBar me={me} active={active} unread={unread} presence={frame.presence} />
      </div>
      <div id="toasts" class="toasts" aria-live="polite" data-failed={t("ui.failed")}>
        {toast && <Toast t={t} {...toast} />}
      </div>
      <div id="announcer" class="sr-only" aria-live="polite" />
      <LiveConnection frame={frame} />
      <Palette t={t} permissions={me.permissions} views={frame.views} />
      <KeyboardHelp t={t} />
    </Document>
  );
}

/** Only who sees tickets has something to be told of. */
function LiveConnection({ frame: { me, livePosition } }: Pick<LayoutProps, "frame">) {
  if (!me.permissions.includes("tickets")) return null;
  return (
    <div
      id="live"
      hidden
      hx-sse:connect={`/live?after=${encodeURIComponent(livePosition)}`}
      data-me={me.name}
    />
  );
}

type NavProps = { me: Viewer; active: Active; unread: number; presence: OwnPresence };

function Rail({ me, active, unread, presence }: NavProps) {
  const { t } = me;
  return (
    <nav class="rail" aria-label={t("nav.main")}>
      <a
        class="rail-mark"
        href={me.permissions.includes("tickets") ? "/inbox" : "/"}
        aria-label="Recado"
      >
        <Icon name="note" />
      </a>
      {railPages(me.permissions).map((page) => (
        <a
          key={page.id}
          class="rail-link"
          href={page.href}
          aria-current={page.id === active ? "page" : undefined}
        >
          <Icon name={page.icon} />
          <span>{t(page.short ?? page.label)}</span>
          {page.id === "inbox" && <UnreadBadge t={t} n={unread} isSource />}
          {page.id === "notifications" && <UnseenBadge />}
        </a>
      ))}
      <details class="menu rail-account" id="account-menu">
        <summary class="icon-button quiet" title={me.name}>
          <span class="with-presence">
            <Avatar name={me.name} size="s" />
            <PresenceDot t={t} presence={presence.state} />
          </span>
          <span class="sr-only">{t("nav.account")}</span>
        </summary>
        <div class="menu-panel up">
          <p class="menu-title">{me.name}</p>
          <PresenceItem me={me} id="rail-presence" presence={presence} />
          <MoreItems t={t} theme={me.theme ?? "system"} pages={[]} />
        </div>
      </details>
    </nav>
  );
}

function BottomBar({ me, active, unread, presence }: NavProps) {
  const { t } = me;
  const shown = barPages(me.permissions);
  return (
    <nav class="bottom-bar" aria-label={t("nav.main")}>
      {shown.map((page) => (
        <a
          key={page.id}
          class="bar-link"
          href={page.href}
          aria-current={page.id === active ? "page" : undefined}
        >
          <Icon name={page.icon} />
          <span>{t(page.short ?? page.label)}</span>
          {page.id === "inbox" && <UnreadBadge t={t} n={unread} />}
        </a>
      ))}
      <details class="menu bar-more" id="bar-more">
        <summary class="bar-link">
          <Icon name="more" />
          <span>{t("nav.more")}</span>
        </summary>
        <div class="menu-panel up">
          <p class="menu-title">{me.name}</p>
          <PresenceItem me={me} id="bar-presence" presence={presence} />
          <MoreItems
            t={t}
            theme={me.theme ?? "system"}
            pages={railPages(me.permissions).filter((page) => !shown.includes(page))}
          />
        </div>
      </details>
    </nav>
  );
}

/** Who answers no tickets needs none. */
function PresenceItem({
  me,
  id,
  presence: { choice, state },
}: Pick<NavProps, "me" | "presence"> & { id: string }) {
  const { t, permissions } = me;
  if (!permissions.includes("tickets")) return null;
  return (
    <>
      <PresenceField t={t} id={id} choice={choice} presence={state} />
      <a class="menu-item" href="/shifts">
        <Icon name="clock" />
        <span class="grow">{t("shifts.title")}</span>
      </a>
      <a class="menu-item" href="/handovers">
        <Icon name="hand-over" />
        <span class="grow">{t("handover.title")}</span>
      </a>
    </>
  );
}

/** One of the two fetches the number; app.js copies it to the other and to the title. */
function UnreadBadge({ t, n, isSource = false }: { t: Translate; n: number; isSource?: boolean }) {
  const live = isSource
    ? {
        id: "unread-total",
        "hx-get": "/inbox/unread",
        "hx-trigger": "ticket from:body throttle:1s, resync from:body",
      }
    : {};
  return (
    <span class="nav-count" data-unread-total {...live}>
      {n > 0 && <UnreadTotal t={t} n={n} />}
    </span>
  );
}

/** Fetched by itself: no page waits for it. */
function UnseenBadge() {
  return (
    <span
      class="nav-count"
      hx-get="/notifications/unseen"
      hx-trigger="load, ticket from:body delay:2s, resync from:body, every 60s"
    />
  );
}

/** What GET /inbox/unread answers. */
export function UnreadTotal({ t, n }: { t: Translate; n: number }) {
  return (
    <>
      <span aria-hidden="true">{n > 99 ? "99+" : n}</span>
      <span class="sr-only">{t("nav.unread", { n })}</span>
    </>
  );
}
