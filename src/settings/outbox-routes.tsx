/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { Translate } from "../../views/i18n.ts";
import { OutboxPage } from "../../views/settings/outbox-page.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { asForm, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import { findMessage } from "../inbox/messages.ts";
import { listNames } from "../inbox/open-case.ts";
import type { Names } from "../inbox/present-events.ts";
import { droppedWords } from "../inbox/present-thread.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { explainError } from "../whatsapp/graph-errors.ts";
import { dropOutboxRow, type OutboxRow, retryOutboxRow } from "../whatsapp/outbox.ts";
import { type Done, doneText, redirectDone } from "./done.ts";
import { pageByKey } from "./page-by-key.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText, type TimeStyle } from "./time-text.ts";

const PATH = "/settings/outbox";
const ROWS = 30;
/** What was dropped stays in sight a while: a slip can be mended. */
const DROPPED_ROWS = 10;

/** Dead letters: what failed for good, and what nobody knows of. */
export function outboxRoutes(recado: Recado, work: Work) {
  const decide = async (id: string, verb: typeof retryOutboxRow, done: Done) => {
    const row = await recado.write((tx) => verb(tx, idOf(id), recado.clock.now()));
    work.sender.kick();
    await announceRow(recado, row);
    return redirectDone(PATH, done);
  };
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) => showLetters(recado, request, me, query))
    .post(`${PATH}/:id/retry`, ({ params }) => decide(params.id, retryOutboxRow, "retried"), asForm)
    .post(
      `${PATH}/:id/drop`,
      ({ me, params }) =>
        decide(params.id, (tx, id, now) => dropOutboxRow(tx, id, me.id, now), "dropped"),
      asForm,
    );
}

async function showLetters(
  recado: Recado,
  request: Request,
  me: Me,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const { items, newer, older } = await pageByKey(query, ROWS, PATH, (paging) =>
    listDead(recado.db, paging),
  );
  const style = await timeStyleOf(recado, me.language);
  const names = await listNames(recado.db);
  const letterOfRow = (row: DeadRow) => letterOf(row, style, names, me.t);
  const isFirstPage = newer === null;
  const dropped = isFirstPage ? await listDropped(recado.db) : [];
  const frame = await frameOf(recado, request);
  const done = doneText(me.t, query);
  return page(
    <OutboxPage
      frame={frame}
      letters={items.map(letterOfRow)}
      dropped={dropped.map(letterOfRow)}
      newer={newer}
      older={older}
      done={done}
    />,
  );
}

async function announceRow(recado: Recado, row: OutboxRow): Promise<void> {
  const message = await findMessage(recado.db, row.message_id);
  if (message?.ticket_id)
    announce(recado.live, { ticket: message.ticket_id, thread: message.thread_id }, "status");
}

/** Dead ones, with whom they were for. */
function selectLetters(db: Db) {
  return db
    .selectFrom("outbox")
    .innerJoin("messages", "messages.id", "outbox.message_id")
    .innerJoin("threads", "threads.id", "outbox.thread_id")
    .innerJoin("contacts", "contacts.id", "threads.contact_id")
    .innerJoin("channels", "channels.id", "outbox.channel_id")
    .select([
      "outbox.id",
      "outbox.state",
      "outbox.error_code",
      "outbox.error",
      "outbox.updated_at",
      "outbox.dropped_at",
      "outbox.dropped_by",
      "messages.text",
      "messages.type",
      "messages.ticket_id",
      "contacts.name as contact_name",
      "channels.is_simulated",
    ])
    .where("outbox.state", "in", ["failed", "unknown"]);
}
type DeadRow = Awaited<ReturnType<typeof listDropped>>[number];

function listDropped(db: Db) {
  return selectLetters(db)
    .where("outbox.dropped_at", "is not", null)
    .orderBy("outbox.dropped_at", "desc")
    .limit(DROPPED_ROWS)
    .execute();
}

/** Those that a person has not dropped yet. */
async function listDead(
  db: Db,
  paging: { limit: number; order: "asc" | "desc"; after: number | null },
) {
  let rows = selectLetters(db)
    .where("outbox.dropped_at", "is", null)
    .orderBy("outbox.id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    rows = rows.where("outbox.id", paging.order === "asc" ? ">" : "<", paging.after);
  return rows.execute();
}

function letterOf(row: DeadRow, style: TimeStyle, names: Names, t: Translate) {
  const state = row.state === "unknown" ? ("unknown" as const) : ("failed" as const);
  return {
    id: row.id,
    state,
    contact: row.contact_name,
    ticket: row.ticket_id,
    text: row.text ?? `[${row.type}]`,
    reason: reasonOf(row, style.language),
    detail: row.error_code === null ? null : `${row.error_code} ${row.error ?? ""}`.trim(),
    // A dropped one is failed, whatever it was; without a code of Meta's it may have been unknown.
    mayHaveArrived: state === "unknown" || (row.dropped_at !== null && row.error_code === null),
    dropped: row.dropped_at === null ? null : droppedWords(row, names, t),
    time: timeText(row.updated_at, style),
    isSimulated: row.is_simulated === 1,
  };
}

/** Without Meta's code a failure is one of ours, in our words. */
function reasonOf(row: DeadRow, language: Language): string {
  if (row.state === "failed" && row.error_code === null) return row.error ?? "";
  return explainError(row.error_code, language);
}
