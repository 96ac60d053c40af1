/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type NoticeItem,
  NotificationsPage,
  UnseenCount,
} from "../../views/notify/notifications-page.tsx";
import { asForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { timeText } from "../settings/time-text.ts";
import { notifyKinds } from "./kinds.ts";
import { countUnseen, listNotifications, markSeen } from "./notifications.ts";
import { messageOf, type NoticeDetail } from "./notify.ts";

const PATH = "/notifications";
const ROWS = 40;

/** What concerns a person, newest first. */
export function notificationRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) => showNotifications(recado, request, me, query.before))
    .get(`${PATH}/unseen`, async ({ me }) =>
      fragment(<UnseenCount t={me.t} n={await countUnseen(recado.db, me)} />),
    )
    .post(
      `${PATH}/seen`,
      async ({ me, request }) => {
        await recado.write((tx) => markSeen(tx, me.id, recado.clock.now()));
        return redirect(PATH, request);
      },
      asForm,
    );
}

async function showNotifications(
  recado: Recado,
  request: Request,
  me: Me,
  from: string | undefined,
): Promise<Response> {
  const before = /^\d{1,15}$/.test(from ?? "") ? Number(from) : null;
  const rows = await listNotifications(recado.db, me, { before, limit: ROWS });
  const style = await timeStyleOf(recado, me.language);
  const shown = rows.slice(0, ROWS);
  const items = shown.flatMap((row): NoticeItem[] => {
    const kind = notifyKinds.find((known) => known === row.kind);
    if (!kind) return [];
    const detail = JSON.parse(row.detail) as NoticeDetail;
    const { title, body, path } = messageOf({ kind, ticketId: row.ticket_id, detail }, me.language);
    const at = timeText(row.created_at, style);
    return [{ id: row.id, kind, title, body, href: path, at, isNew: row.seen_at === null }];
  });
  const older = rows.length > ROWS ? `${PATH}?before=${shown.at(-1)?.id}` : undefined;
  return page(
    <NotificationsPage frame={await frameOf(recado, request)} items={items} older={older} />,
  );
}
