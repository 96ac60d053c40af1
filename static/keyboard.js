// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

const isNarrow = () => matchMedia("(width < 700px)").matches;
const isEditable = (element) =>
  element?.matches?.(
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]",
  ) && element.checkVisibility();

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
  J: goToNext,
  x: () => select(false),
  X: () => select(true),
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

/** The most urgent ticket that is mine or nobody's, after the one that is open. */
function goToNext() {
  location.href = `/inbox/next?from=${$("#thread-pane")?.dataset.ticket ?? ""}`;
}

/** Ticks the row that has the focus, or the open one; bulk.js counts. */
function select(isRange) {
  const row =
    document.activeElement.closest(".row") ?? $(".row-link[aria-current]")?.closest(".row");
  document.dispatchEvent(new CustomEvent("recado:select", { detail: { row, isRange } }));
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
