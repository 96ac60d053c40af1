// What htmx can't, the last part of app.js: the list's place, the tab that is open, and the start.

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

// Where tabs do not fit side by side, the one that is open is in sight.
function showCurrentTabs() {
  for (const tab of document.querySelectorAll(".tabs > [aria-current]")) {
    const tabs = tab.parentElement;
    const middle = tab.offsetLeft - tabs.offsetLeft + tab.offsetWidth / 2;
    tabs.scrollLeft = middle - tabs.clientWidth / 2;
  }
}

function start() {
  // htmx looks at the page with a timer, which keys and taps overtake: they would be lost.
  htmx.initialize();
  watchToasts();
  markCurrentRow();
  copyUnread();
  turnRings();
  showCurrentTabs();
  showOffline(!navigator.onLine);
  const place = sessionStorage.getItem(placeKey());
  if (place && $("#list-scroll")) $("#list-scroll").scrollTop = Number(place);
}
start();
