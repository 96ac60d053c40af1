// What htmx can't: live events, menus, toasts, keys, counts. The composer has its own file.
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (name, listener, options) => document.addEventListener(name, listener, options);
  const isNarrow = () => matchMedia("(width < 700px)").matches;
  const isEditable = (element) => element?.matches?.("input, textarea, select, [contenteditable]");

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
    if (ctx && !isBackground(ctx) && error?.name !== "AbortError")
      toast($("#toasts").dataset.failed);
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

  // Rings: each knows how long is left when it comes, and runs from there.

  const DAY = 86_400_000;
  const deadlines = new WeakMap();

  function turnRings() {
    for (const ring of $$(".ring[data-left]")) turnRing(ring);
  }

  function turnRing(ring) {
    const known = deadlines.get(ring);
    const { left } = ring.dataset;
    const deadline = known?.left === left ? known.at : performance.now() + Number(left);
    deadlines.set(ring, { left, at: deadline });
    const rest = Math.max(0, deadline - performance.now());
    $(".ring-left", ring).setAttribute("stroke-dasharray", `${Math.round((rest / DAY) * 100)} 100`);
    const urgency = rest > DAY / 6 ? "calm" : rest > DAY / 24 ? "soon" : "now";
    ring.setAttribute("class", ring.getAttribute("class").replace(/calm|soon|now/, urgency));
    const text = ring.parentElement.querySelector("[data-ring-text]");
    if (text) text.textContent = text.dataset.ringText.replace("{time}", durationOf(rest));
    if (rest === 0 && text && known) htmx.trigger("#case-refresh", "refresh");
  }

  function durationOf(ms) {
    const isHours = ms >= DAY / 24;
    const unit = isHours ? "hour" : "minute";
    const format = new Intl.NumberFormat(document.documentElement.lang, {
      style: "unit",
      unit,
      unitDisplay: "short",
    });
    return format.format(Math.floor(ms / (isHours ? 3_600_000 : 60_000)));
  }

  setInterval(turnRings, 30_000);

  // Toasts: they go by themselves, but not from under a finger.

  function toast(text) {
    const element = document.createElement("div");
    element.className = "toast error";
    element.dataset.toast = "error";
    element.role = "alert";
    element.textContent = text;
    $("#toasts")?.append(element);
  }

  function watchToasts() {
    const host = $("#toasts");
    if (!host) return;
    new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) if (node.nodeType === 1) expire(node);
    }).observe(host, { childList: true });
  }

  function expire(element) {
    // One at a time: an older Undo would undo something else than people think.
    for (const older of $$(".toast", $("#toasts")))
      if (older !== element && older.dataset.toast !== "error") hideToast(older);
    const lifetime = element.dataset.toast === "error" ? 10_000 : 7000;
    setTimeout(() => {
      if (!element.hidden && element.matches(":hover, :focus-within"))
        setTimeout(() => element.remove(), lifetime);
      else element.remove();
    }, lifetime);
  }

  // Menus and dialogs.

  on("click", (event) => {
    const { target } = event;
    // On a phone the shade behind an open menu belongs to the menu itself.
    closeMenus(target.matches("details.menu") ? undefined : target.closest("details.menu"));
    const opener = target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    else if (target.closest(".menu-panel .menu-item")) closeMenus();
    if (target.closest("[data-dismiss]")) hideToast(target.closest(".toast"));
    if (target.matches("dialog")) target.close();
    const theme = target.closest("[data-theme-choice]");
    if (theme) chooseTheme(theme.dataset.themeChoice);
    const command = target.closest("[data-key]");
    if (command) {
      $("#palette").close();
      keys[command.dataset.key]?.();
    }
  });
  on("submit", (event) => {
    if (event.target.closest("#menu-assign, #menu-snooze")) closeMenus();
  });

  on("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response?.raw.ok && ctx.sourceElement.matches(".menu-panel form"))
      ctx.sourceElement.reset();
  });

  function closeMenus(except) {
    for (const menu of $$("details.menu[open]")) if (menu !== except) menu.open = false;
  }

  function open(id) {
    const element = document.getElementById(id);
    closeMenus(element);
    if (element instanceof HTMLDialogElement) return element.showModal();
    if (!element) return;
    element.open = true;
    $("input:not([type=hidden]), .menu-panel button, textarea", element)?.focus();
  }

  /** Hidden first: the request of its Undo starts from it. */
  function hideToast(element) {
    element.hidden = true;
    setTimeout(() => element.remove(), 5000);
  }

  function chooseTheme(theme) {
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
    for (const button of $$("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  }

  // The keyboard (ENGINEERING.md, Screens). Single keys can be switched off.

  const rows = () => $$(".list-pane .row-link");
  const press = (selector) => $(selector)?.click();

  const keys = {
    j: () => moveRow(1),
    k: () => moveRow(-1),
    r: () => document.dispatchEvent(new CustomEvent("recado:mode", { detail: "reply" })),
    n: () => document.dispatchEvent(new CustomEvent("recado:mode", { detail: "note" })),
    a: () => open("menu-assign"),
    m: () => press("[data-action=take]"),
    l: () => open("menu-tags"),
    s: () => open("menu-snooze"),
    e: () => press("button[data-action=resolve]"),
    E: resolveAndNext,
    u: () => press("[data-action=unread]"),
    "/": goToSearch,
    "?": () => open("keyboard-help"),
  };

  let lastG = Number.NEGATIVE_INFINITY;

  on("keydown", (event) => {
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return openPalette();
    }
    if (event.key === "Escape") return escape(event);
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.shortcuts !== "on")
      return;
    if (isEditable(event.target) || $("dialog[open]")) return;
    if (performance.now() - lastG < 1000 && (event.key === "i" || event.key === "m")) {
      event.preventDefault();
      location.href = event.key === "i" ? "/inbox" : "/inbox?view=mine";
      return;
    }
    lastG = event.key === "g" ? performance.now() : Number.NEGATIVE_INFINITY;
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });

  function moveRow(step) {
    const links = rows();
    const current = links.findIndex((link) => link === document.activeElement);
    const from = current >= 0 ? current : links.findIndex((link) => link.ariaCurrent === "true");
    const next =
      links[Math.min(links.length - 1, Math.max(0, from + (from < 0 && step < 0 ? 1 : step)))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function resolveAndNext() {
    const links = rows();
    const at = links.findIndex((link) => link.pathname === location.pathname);
    const next = links[at + 1] ?? links[at - 1];
    if ($("#thread-pane [hx-put][data-action=resolve]")) press("[data-action=resolve]");
    next?.click();
  }

  function goToSearch() {
    const input = $("#search-input");
    if (input) input.focus();
    else location.href = "/search";
  }

  function escape(event) {
    const menu = $("details.menu[open]");
    if (menu) {
      menu.open = false;
      return $("summary", menu).focus();
    }
    const dialog = $("dialog[open]");
    if (dialog) {
      // A search field would take the first Escape for itself.
      event.preventDefault();
      return dialog.close();
    }
    if (isEditable(event.target)) return ($("#thread-scroll") ?? $("#main")).focus();
    if (location.hash === "#contact-pane") return history.back();
    if (isNarrow()) return press("[data-back]");
    const current = rows().find((link) => link.ariaCurrent === "true") ?? rows()[0];
    current?.focus();
  }

  // The palette.

  function openPalette() {
    const palette = $("#palette");
    if (!palette || palette.open) return palette?.close();
    closeMenus();
    const input = $("#palette-input");
    input.value = "";
    $("#palette-results").replaceChildren();
    filterCommands("");
    palette.showModal();
    input.focus();
  }

  function filterCommands(words) {
    const sought = fold(words);
    for (const item of $$("#palette-commands > li"))
      item.hidden = !fold(item.textContent).includes(sought);
    choose(0);
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const paletteItems = () => $$("#palette .menu-item").filter((item) => item.checkVisibility());

  function choose(index) {
    const items = paletteItems();
    for (const item of items) item.removeAttribute("data-on");
    const chosen = items[(index + items.length) % items.length];
    chosen?.setAttribute("data-on", "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  on("input", (event) => {
    if (event.target.id === "palette-input") filterCommands(event.target.value);
  });
  on("keydown", (event) => {
    if (event.target.id !== "palette-input") return;
    const items = paletteItems();
    const at = items.findIndex((item) => item.hasAttribute("data-on"));
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at - 1);
    else if (event.key === "Enter") items[Math.max(at, 0)]?.click();
    else return;
    event.preventDefault();
  });

  // The list keeps its place while one is away in a ticket.

  on(
    "scroll",
    (event) => {
      if (event.target.id === "list-scroll")
        sessionStorage.setItem(placeKey(), String(event.target.scrollTop));
    },
    { capture: true, passive: true },
  );

  const placeKey = () => `list:${new URLSearchParams(location.search).get("view") ?? "open"}`;

  function start() {
    watchToasts();
    markCurrentRow();
    copyUnread();
    turnRings();
    showOffline(!navigator.onLine);
    const place = sessionStorage.getItem(placeKey());
    if (place && $("#list-scroll")) $("#list-scroll").scrollTop = Number(place);
  }
  start();
})();
