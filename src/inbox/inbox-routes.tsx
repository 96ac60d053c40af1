/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { InboxPage } from "../../views/inbox/inbox-page.tsx";
import { QuickResults, Results, SearchPage } from "../../views/inbox/search-page.tsx";
import { OlderRows, TicketList } from "../../views/inbox/ticket-list.tsx";
import { UnreadTotal } from "../../views/layout.tsx";
import { Banners } from "../../views/ui/banner.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { ToastText } from "../../views/ui/toast.tsx";
import { frameOf } from "../http/frame.ts";
import { withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import { hearingOf } from "../users/ticket-scope.ts";
import type { Recado } from "../recado.ts";
import { listQueryOf } from "./list-filter.ts";
import type { ListCursor } from "./list-tickets.ts";
import { readerOf } from "./open-case.ts";
import { readList } from "./present-list.ts";
import { searchInbox } from "./search-inbox.ts";

/** The list of tickets, the search, and what keeps both alive. */
export function inboxRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/inbox", async ({ me, request, query }) => {
      const frame = await frameOf(recado, request);
      const options = optionsOf(query);
      const list = await readList(recado.db, await readerOf(recado, me), options);
      return page(<InboxPage frame={frame} list={list} toast={sayNext(me.t, query.next)} />);
    })
    .get("/inbox/list", async ({ me, query }) => {
      const list = await readList(recado.db, await readerOf(recado, me), listQueryOf(query));
      return fragment(<TicketList t={me.t} list={list} />);
    })
    .get("/inbox/older", async ({ me, query }) => {
      const options = optionsOf(query);
      const list = await readList(recado.db, await readerOf(recado, me), options);
      return fragment(<OlderRows t={me.t} list={list} />);
    })
    .get("/inbox/unread", async ({ me, request }) => {
      const { unread } = await frameOf(recado, request);
      return fragment(unread > 0 ? <UnreadTotal t={me.t} n={unread} /> : <></>);
    })
    .get("/live", ({ me, request, query }) => {
      if (request.method === "HEAD") return new Response(null, { status: 204 });
      return recado.live.connect(
        request.headers.get("last-event-id") ?? query.after ?? null,
        me.id,
        hearingOf(recado.db, me.scope),
      );
    })
    .get("/banners", async ({ request }) =>
      fragment(<Banners banners={(await frameOf(recado, request)).banners} />),
    )
    .get("/search", async ({ me, request, query }) => {
      const results = await searchInbox(recado.db, query.q ?? "", await readerOf(recado, me), {
        withArchive: query.archive === "1",
      });
      if (isFragment(request)) return fragment(<Results t={me.t} results={results} />);
      return page(<SearchPage frame={await frameOf(recado, request)} results={results} />);
    })
    .get("/search/quick", async ({ me, query }) => {
      const reader = await readerOf(recado, me);
      const results = await searchInbox(recado.db, query.q ?? "", reader, {
        contacts: 5,
        messages: 5,
      });
      return fragment(<QuickResults t={me.t} results={results} />);
    });
}

/** Whoever asked for the next most urgent, and there is none, is back at the list. */
function sayNext(t: Translate, next: string | undefined): ToastText | undefined {
  if (next !== "none" && next !== "no-other") return undefined;
  return { message: t(`bulk.next.${next}`) };
}

type Query = Record<string, string | undefined>;

function optionsOf(query: Query) {
  return { ...listQueryOf(query), before: cursorOf(query.before) };
}

/** `<instant>-<id>`, with a `d` for a deadline, as the link to the next page says it. */
export function cursorOf(text: string | undefined): ListCursor | undefined {
  const match = /^(d?)(\d{1,16})-(\d{1,15})$/.exec(text ?? "");
  return match
    ? { at: Number(match[2]), id: Number(match[3]), isDue: match[1] === "d" }
    : undefined;
}
