/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { OutboxPage } from "../../views/settings/outbox-page.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import { findMessage } from "../inbox/messages.ts";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { explainError } from "../whatsapp/graph-errors.ts";
import { DROPPED, dropOutboxRow, type OutboxRow, retryOutboxRow } from "../whatsapp/outbox.ts";
import { type Done, doneText, redirectDone } from "./done.ts";
import { pageByKey } from "./page-by-key.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText, type TimeStyle } from "./time-text.ts";

const PATH = "/settings/outbox";
const ROWS = 30;

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
    .post(`${PATH}/:id/retry`, ({ params }) => decide(params.id, retryOutboxRow, "retried"), {
      parse: "none",
    })
    .post(`${PATH}/:id/drop`, ({ params }) => decide(params.id, dropOutboxRow, "dropped"), {
      parse: "none",
    });
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
  const letters = items.map((row) => letterOf(row, style));
  const frame = await frameOf(recado, request);
  const done = doneText(me.t, query);
  return page(
    <OutboxPage frame={frame} letters={letters} newer={newer} older={older} done={done} />,
  );
}

async function announceRow(recado: Recado, row: OutboxRow): Promise<void> {
  const message = await findMessage(recado.db, row.message_id);
  if (message?.ticket_id)
    announce(recado.live, { ticket: message.ticket_id, thread: message.thread_id }, "status");
}

/** Those that a person has not dropped yet. */
async function listDead(
  db: Db,
  paging: { limit: number; order: "asc" | "desc"; after: number | null },
) {
  let rows = db
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
      "messages.text",
      "messages.type",
      "messages.ticket_id",
      "contacts.name as contact_name",
      "channels.is_simulated",
    ])
    .where("outbox.state", "in", ["failed", "unknown"])
    .where((where) =>
      where.or([
        where("outbox.error", "is", null),
        where("outbox.error", "not like", `${DROPPED}%`),
      ]),
    )
    .orderBy("outbox.id", paging.order)
    .limit(paging.limit + 1);
  if (paging.after !== null)
    rows = rows.where("outbox.id", paging.order === "asc" ? ">" : "<", paging.after);
  return rows.execute();
}

type DeadRow = Awaited<ReturnType<typeof listDead>>[number];

function letterOf(row: DeadRow, style: TimeStyle) {
  const state = row.state === "unknown" ? ("unknown" as const) : ("failed" as const);
  return {
    id: row.id,
    state,
    contact: row.contact_name,
    ticket: row.ticket_id,
    text: row.text ?? `[${row.type}]`,
    reason: reasonOf(row, style.language),
    detail: row.error_code === null ? null : `${row.error_code} ${row.error ?? ""}`.trim(),
    time: timeText(row.updated_at, style),
    isSimulated: row.is_simulated === 1,
  };
}

/** Without Meta's code a failure is one of ours, in our words. */
function reasonOf(row: DeadRow, language: Language): string {
  if (row.state === "failed" && row.error_code === null) return row.error ?? "";
  return explainError(row.error_code, language);
}
