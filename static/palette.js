// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

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
