/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  WebhookPage,
  webhookFilters,
  WebhooksPage,
  type WebhookFilter,
  type WebhookItem,
} from "../../views/settings/webhooks-page.tsx";
import { asForm, idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Work } from "../jobs/work.ts";
import type { Recado } from "../recado.ts";
import { getWebhookEvent, listWebhookEvents } from "../whatsapp/webhook-events.ts";
import { doneText, redirectDone } from "./done.ts";
import { pageByKey, type PageQuery } from "./page-by-key.ts";
import { prettyBody } from "./pretty-body.ts";
import { timeStyleOf } from "./time-style.ts";
import { exactTimeText, type TimeStyle } from "./time-text.ts";

const PATH = "/settings/webhooks";
const ROWS = 30;

/** The journal of what Meta delivered. */
export function webhooksRoutes(recado: Recado, work: Work) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) => showJournal(recado, request, me, query))
    .get(`${PATH}/:id`, ({ me, request, params, query }) =>
      showEvent(recado, request, me, idOf(params.id), query),
    )
    .post(
      `${PATH}/:id/replay`,
      async ({ params }) => {
        const id = idOf(params.id);
        await work.processor.replay(id);
        return redirectDone(`${PATH}/${id}`, "replayed");
      },
      asForm,
    );
}

type Query = Record<string, string | undefined>;

async function showJournal(
  recado: Recado,
  request: Request,
  me: Me,
  query: Query & PageQuery,
): Promise<Response> {
  const filter: WebhookFilter = webhookFilters.find((known) => known === query.state) ?? "all";
  const state = filter === "all" ? undefined : filter;
  const address = state ? `${PATH}?state=${state}` : PATH;
  const rows = await pageByKey(query, ROWS, address, (paging) =>
    listWebhookEvents(recado.db, state, paging),
  );
  const style = await timeStyleOf(recado, me.language);
  const frame = await frameOf(recado, request);
  const events = rows.items.map((row) => itemOf(row, style));
  const { newer, older } = rows;
  return page(
    <WebhooksPage
      frame={frame}
      events={events}
      filter={filter}
      newer={newer}
      older={older}
      done={doneText(me.t, query)}
    />,
  );
}

async function showEvent(
  recado: Recado,
  request: Request,
  me: Me,
  id: number,
  query: Query,
): Promise<Response> {
  const row = await getWebhookEvent(recado.db, id);
  const style = await timeStyleOf(recado, me.language);
  const event = {
    ...itemOf(row, style),
    fullError: row.error,
    processed: row.processed_at === null ? null : exactTimeText(row.processed_at, style),
    bytes: row.body.byteLength,
  };
  const { text, isCut } = prettyBody(row.body);
  const frame = await frameOf(recado, request);
  return page(
    <WebhookPage
      frame={frame}
      event={event}
      body={text}
      isCut={isCut}
      done={doneText(me.t, query)}
    />,
  );
}

type EventRow = Awaited<ReturnType<typeof listWebhookEvents>>[number];

function itemOf(row: EventRow, style: TimeStyle): WebhookItem {
  return {
    id: row.id,
    received: exactTimeText(row.received_at, style),
    state: row.state,
    fields: (row.fields ?? "").split(",").filter(Boolean),
    error: row.error?.split("\n", 1)[0] ?? null,
    isSimulated: row.source === "simulator",
  };
}
