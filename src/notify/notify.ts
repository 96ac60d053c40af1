import { translator } from "../../views/i18n.ts";
import { showName } from "../contacts/phone.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { type RoleRights, rightsOf } from "../users/permissions.ts";
import { visibleTickets } from "../users/ticket-scope.ts";
import { queueDelivery } from "./deliveries.ts";
import { type NotifyKind, readNotifySettings } from "./kinds.ts";

export interface NoticeDetail {
  /** Who did it, or the customer. */
  name?: string;
  /** What was written, cut. */
  text?: string;
  minutes?: number;
  /** A request about somebody's data, and the day it has to be answered by. */
  request?: number;
  day?: string;
}

export interface Notice {
  userId: number;
  kind: NotifyKind;
  ticketId: number | null;
  detail?: NoticeDetail;
}

/**
 * Tells a person, in the ways they chose: a line on their page, and what leaves by push
 * and e-mail is queued in the same transaction. Nobody who is deactivated is told, and nobody of
 * a ticket out of their scope, mentioned or not.
 */
export async function notify(tx: Tx, notice: Notice, now: Instant): Promise<void> {
  const user = await tx
    .selectFrom("users")
    .leftJoin("roles", "roles.id", "users.custom_role_id")
    .select(["users.id", "users.email", "users.language", "users.notify", "users.role"])
    .select(["roles.ticket_scope", "roles.permissions as custom_permissions"])
    .where("users.id", "=", notice.userId)
    .where("users.deactivated_at", "is", null)
    .executeTakeFirst();
  if (!user) return;
  const rights = rightsOf(user);
  if (!(await mayHear(tx, notice, rights))) return;
  const ways = readNotifySettings(user.notify)[notice.kind];
  const { name, text } = notice.detail ?? {};
  const detail = {
    ...notice.detail,
    name: name && showName(name, rights.may.includes("phones")),
    text: text?.slice(0, 200),
  };
  if (ways.includes("page")) {
    await tx
      .insertInto("notifications")
      .values({
        user_id: user.id,
        kind: notice.kind,
        ticket_id: notice.ticketId,
        detail: JSON.stringify(detail),
        created_at: now,
        seen_at: null,
      })
      .execute();
  }
  const message = messageOf({ ...notice, detail }, user.language);
  if (ways.includes("push")) await queuePushes(tx, user.id, message, now);
  if (ways.includes("email") && (await hasMail(tx)))
    await queueDelivery(tx, { channel: "email", target: user.email, payload: message }, now);
}

/** What a notice tells is what its page would: of tickets they see, and of notes if they may read any. */
async function mayHear(
  db: Db,
  { userId, ticketId, kind }: Notice,
  { scope, may }: RoleRights,
): Promise<boolean> {
  if (ticketId === null) return true;
  if (!may.includes("tickets") || (kind === "mention" && !may.includes("notes"))) return false;
  const ticket = await visibleTickets(db, { kind: scope, userId })
    .where("tickets.id", "=", ticketId)
    .executeTakeFirst();
  return ticket !== undefined;
}

export interface NoticeMessage {
  title: string;
  body: string;
  /** Below the desk's own address. */
  path: string;
}

/** The words of a notice, in the reader's language. */
export function messageOf(
  { kind, ticketId, detail = {} }: Omit<Notice, "userId">,
  language: Language,
): NoticeMessage {
  const t = translator(language);
  const values = {
    name: detail.name ?? "",
    number: String(ticketId ?? detail.request ?? ""),
    day: detail.day ?? "",
    minutes: String(detail.minutes ?? ""),
  };
  return {
    title: t(`notify.${kind}.title`, values),
    body: detail.text ?? "",
    path: pathOf(ticketId, detail),
  };
}

function pathOf(ticketId: number | null, { request }: NoticeDetail): string {
  if (ticketId !== null) return `/tickets/${ticketId}`;
  return request === undefined ? "/notifications" : `/consent/requests/${request}`;
}

async function queuePushes(
  tx: Tx,
  userId: number,
  message: NoticeMessage,
  now: Instant,
): Promise<void> {
  const devices = await tx
    .selectFrom("push_subscriptions")
    .select("id")
    .where("user_id", "=", userId)
    .execute();
  for (const { id } of devices)
    await queueDelivery(tx, { channel: "push", target: String(id), payload: message }, now);
}

async function hasMail(db: Db): Promise<boolean> {
  return (await getSetting(db, "mail")).host !== "";
}
