// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

// Live: the server says what changed, the page fetches it.

let listTimer = 0;
let listFetched = Number.NEGATIVE_INFINITY;
let typingTimer = 0;

on("ticket", (event) => {
  const { thread } = JSON.parse(event.detail.data);
  refreshList();
  if (String(thread) === $("#thread-pane")?.dataset.thread)
    htmx.trigger("#case-refresh", "refresh");
});

on("typing", (event) => {
  const { ticket, user } = JSON.parse(event.detail.data);
  const line = $("#typing");
  if (!line || String(ticket) !== $("#thread-pane")?.dataset.ticket) return;
  if (user === $("#live")?.dataset.me) return;
  line.textContent = line.dataset.text.replace("{name}", user);
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => (line.textContent = ""), 6000);
});

/** At once, then at most every 300 ms: a burst of messages is one more fetch. */
function refreshList() {
  if (listTimer || !$("#ticket-list")) return;
  const wait = Math.max(0, listFetched + 300 - performance.now());
  listTimer = setTimeout(() => {
    listTimer = 0;
    listFetched = performance.now();
    if ($("#ticket-list")) htmx.trigger("#ticket-list", "refresh");
  }, wait);
}

on("htmx:sse:error", () => showOffline(true));
on("htmx:sse:after:connection", () => showOffline(false));
addEventListener("offline", () => showOffline(true));
addEventListener("online", () => {
  showOffline(false);
  htmx.trigger(document.body, "resync");
});

function showOffline(isOffline) {
  const notice = $("#offline");
  if (notice) notice.hidden = !isOffline;
}

// Swaps: what a page needs before and after new markup.

on("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const status = ctx.response?.status ?? 200;
  if (status < 400 || ctx.hx?.retarget || ctx.text?.includes("<hx-partial")) return;
  event.preventDefault();
  if (!isBackground(ctx)) toast($("#toasts").dataset.failed);
});
on("htmx:error", ({ detail: { ctx, error } }) => {
  if (ctx && !isBackground(ctx) && error?.name !== "AbortError") toast($("#toasts").dataset.failed);
});

/** What nobody asked for may fail quietly: the next event or reconnect asks again. */
const isBackground = (ctx) =>
  ctx.sourceElement?.matches?.(
    "#live, #ticket-list, #case-refresh, #unread-total, #banners, .composer-text",
  );

on("htmx:finally:swap", () => {
  markCurrentRow();
  dropDoubleRows();
  copyUnread();
  turnRings();
});
on("htmx:after:history:push", markCurrentRow);

function markCurrentRow() {
  for (const link of $$(".row-link")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** A ticket that moved up to the first page may still stand on an older one. */
function dropDoubleRows() {
  for (const row of $$(".older-rows .row")) {
    if ($(`#ticket-list > [data-ticket="${row.dataset.ticket}"]`)) row.remove();
  }
}

/** The number beside "Inbox" is also the title's and the icon's. */
function copyUnread() {
  const source = $("#unread-total");
  if (!source) return;
  for (const badge of $$("[data-unread-total]")) {
    if (badge !== source && badge.innerHTML !== source.innerHTML)
      badge.innerHTML = source.innerHTML;
  }
  const n = source.firstElementChild?.textContent ?? "";
  const title = document.title.replace(/^\(\d+\+?\) /, "");
  document.title = n ? `(${n}) ${title}` : title;
  const icon = $("link[rel=icon]");
  icon.dataset.plain ??= icon.getAttribute("href");
  const href = n ? icon.dataset.alert : icon.dataset.plain;
  if (icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}
