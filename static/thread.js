// A part of composer.js (src/http/assets.ts): all parts and dom.js share one scope.

// The thread's place: at the bottom it stays there, elsewhere it never moves by itself.

let atBottom = true;
let waiting = 0;
let before = null;
let resizes = null;

const scroller = () => $("#thread-scroll");
const lastId = () => Number($("#tail")?.dataset.last ?? 0);

function watchThread() {
  const view = scroller();
  resizes?.disconnect();
  if (!view) return;
  waiting = 0;
  toFirstPlace(view);
  view.addEventListener(
    "scroll",
    () => {
      atBottom = view.scrollHeight - view.scrollTop - view.clientHeight < 60;
      if (atBottom) showWaiting(0);
    },
    { passive: true },
  );
  resizes = new ResizeObserver(() => {
    if (atBottom) toBottom();
  });
  for (const element of [view, $("#tail")]) resizes.observe(element);
}

/** The message of the address, else the first unread one, else the newest. */
function toFirstPlace(view) {
  const found = location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1));
  const place = found || $("#unread-line");
  atBottom = !place;
  if (place)
    view.scrollTop +=
      place.getBoundingClientRect().top -
      view.getBoundingClientRect().top -
      (found ? view.clientHeight / 3 : 12);
  else toBottom();
  atBottom = view.scrollHeight - view.scrollTop - view.clientHeight < 60;
}

function toBottom() {
  const view = scroller();
  if (view) view.scrollTop = view.scrollHeight;
}

function showWaiting(n) {
  waiting = n;
  const pill = $("#new-pill");
  if (!pill) return;
  pill.hidden = n === 0;
  pill.textContent = (n === 1 ? pill.dataset.one : pill.dataset.many).replace("{n}", n);
}

on("htmx:before:swap", (event) => {
  const view = scroller();
  const isEarlier = event.detail.ctx?.sourceElement?.closest?.("#earlier");
  before = view && {
    last: lastId(),
    height: view.scrollHeight,
    top: view.scrollTop,
    isEarlier,
    view,
  };
});

on("htmx:finally:swap", () => {
  showMode();
  const view = scroller();
  if (!view || view !== before?.view) return;
  hideDoubleDays();
  if (before.isEarlier) view.scrollTop = before.top + view.scrollHeight - before.height;
  const arrived = $$("#tail > .message").filter(
    (message) => Number(message.dataset.message) > before.last,
  );
  before = {
    ...before,
    last: lastId(),
    isEarlier: false,
    top: view.scrollTop,
    height: view.scrollHeight,
  };
  if (arrived.length === 0) return;
  if (atBottom || arrived.some((message) => message.dataset.author === $("#live")?.dataset.me))
    toBottom();
  else showWaiting(waiting + arrived.filter((message) => message.matches(".in")).length);
});

/** Two pages of one day both begin with it. */
function hideDoubleDays() {
  const seen = new Set();
  for (const day of $$("[data-day]")) {
    day.hidden = seen.has(day.dataset.day);
    seen.add(day.dataset.day);
  }
}

on("htmx:after:swap", (event) => {
  if (event.detail.ctx?.target?.id !== "case") return;
  watchThread();
  if (matchMedia("(width < 700px)").matches) scroller()?.focus({ preventScroll: true });
});

// A bubble's menu: quote and react.

on("click", (event) => {
  const button = event.target.closest("[data-bubble-menu]");
  const menu = $("#bubble-menu");
  if (button) return openBubbleMenu(button, menu);
  if (event.target.closest("[data-quote]")) {
    menu.hidePopover();
    quote(menu.dataset.message);
  }
  const reaction = event.target.closest("[data-react]");
  if (reaction) {
    menu.hidePopover();
    react(menu.dataset.message, reaction.dataset.react);
  }
  if (event.target.closest("[data-quote-cancel]")) dropQuote();
  if (event.target.closest("#new-pill")) {
    atBottom = true;
    showWaiting(0);
    toBottom();
  }
});

function openBubbleMenu(button, menu) {
  menu.dataset.message = button.dataset.bubbleMenu;
  menu.showPopover();
  const place = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  menu.style.left = `${Math.max(8, Math.min(innerWidth - offsetWidth - 8, place.left + place.width / 2 - offsetWidth / 2))}px`;
  menu.style.top = `${Math.max(8, place.top - offsetHeight - 4)}px`;
  $("button", menu).focus();
}

function react(id, emoji) {
  htmx.ajax(emoji ? "PUT" : "DELETE", `/messages/${id}/reaction`, {
    source: "#case-refresh",
    values: { emoji },
    swap: "none",
  });
}

function quote(id) {
  const message = document.getElementById(`m-${id}`);
  if (!message || !$("#reply-to")) return;
  setMode("reply");
  $("#reply-to").value = id;
  $("[data-quote-author]").textContent = message.dataset.author;
  $("[data-quote-text]").textContent = (
    $(".bubble-text", message) ?? $(".bubble", message)
  ).textContent.slice(0, 200);
  $("#reply-quote").hidden = false;
  $("#reply-text").focus();
}

function dropQuote() {
  if (!$("#reply-quote")) return;
  $("#reply-to").value = "";
  $("#reply-quote").hidden = true;
}
