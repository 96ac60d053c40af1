// What htmx can't, the last part of app.js: the list's place, and the start.

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
  // htmx looks at the page with a timer, which keys and taps overtake: they would be lost.
  htmx.initialize();
  watchToasts();
  markCurrentRow();
  copyUnread();
  turnRings();
  showOffline(!navigator.onLine);
  const place = sessionStorage.getItem(placeKey());
  if (place && $("#list-scroll")) $("#list-scroll").scrollTop = Number(place);
}
start();
