import { sql } from "kysely";
import type { Frame, OwnPresence, Viewer } from "../../views/layout.tsx";
import type { BannerText } from "../../views/ui/banner.tsx";
import type { Theme } from "../../views/ui/document.tsx";
import type { Db } from "../db/open.ts";
import type { Recado } from "../recado.ts";
import { listSavedViews } from "../saved-views/saved-views.ts";
import { listHandoverBanners } from "../routing/handover-banner.ts";
import { presenceOf } from "../users/presence.ts";
import { isVisible, type Scope } from "../users/ticket-scope.ts";
import { listBanners } from "../settings/banners.ts";
import { meOf } from "./me.ts";
import { cookieOf } from "./request.ts";

/** What every signed-in page needs around its own content. */
export async function frameOf(recado: Recado, request: Request): Promise<Frame> {
  const me = viewerOf(request);
  // Before the queries: what happens meanwhile is told again rather than missed.
  const livePosition = recado.live.position;
  const banners = [...(await listBanners(recado, me)), ...(await handoversFor(recado, request))];
  const unread = me.permissions.includes("tickets")
    ? await countUnread(recado.db, meOf(request).scope)
    : 0;
  const views = await viewsOf(recado, request);
  return { me, unread, banners, views, livePosition, presence: await ownPresence(recado, request) };
}

/** For the palette. */
async function viewsOf({ db }: Recado, request: Request): Promise<Frame["views"]> {
  const { id, can } = meOf(request);
  return can("tickets") ? listSavedViews(db, id) : [];
}

/** For who answers tickets. */
async function handoversFor({ db, clock }: Recado, request: Request): Promise<BannerText[]> {
  const { id, t, can } = meOf(request);
  return can("tickets") ? listHandoverBanners(db, id, t, clock.now()) : [];
}

async function ownPresence(recado: Recado, request: Request): Promise<OwnPresence> {
  const { id, presence } = meOf(request);
  const states = await presenceOf(recado.db, [id], recado.clock.now());
  return { choice: presence, state: states.get(id) ?? "off" };
}

export function viewerOf(request: Request): Viewer {
  const { name, language, permissions, hasShortcuts, hasSound, t } = meOf(request);
  return {
    name,
    language,
    permissions,
    hasShortcuts,
    hasSound,
    theme: themeOf(request),
    t,
  };
}

/** Chosen in the menu of the account, kept by app.js in a cookie of its own. */
export function themeOf(request: Request): Theme {
  const theme = cookieOf(request, "theme");
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** A hundred is shown as "99+", so that counting never takes longer than that. */
const MOST_UNREAD = 100;

/** Over a partial index of the unread alone. */
async function countUnread(db: Db, scope: Scope): Promise<number> {
  const rows = await db
    .selectFrom("tickets")
    .select("tickets.id")
    .where((where) => isVisible(where, scope))
    .where("unread_count", ">", sql.lit(0))
    .where("status", "in", ["new", "open", "pending"])
    .limit(MOST_UNREAD)
    .execute();
  return rows.length;
}
