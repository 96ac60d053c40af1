// A part of composer.js (src/http/assets.ts): all parts and dom.js share one scope.

// Selecting several tickets: what is ticked survives the refreshes of the list.

/** By number, with the value of its box as it was ticked: what the person saw. */
const picked = new Map();
let lastPicked = null;

const boxes = () => $$(".row-check input");
const numberOf = (box) => box.dataset.number;

/** In the order of the page: from the last one ticked to this one. */
function pick(box, isRange) {
  const all = boxes();
  const from = isRange ? all.findIndex((other) => numberOf(other) === lastPicked) : -1;
  const at = all.indexOf(box);
  const range = from < 0 ? [box] : all.slice(Math.min(from, at), Math.max(from, at) + 1);
  for (const other of range) {
    other.checked = box.checked;
    if (box.checked) picked.set(numberOf(other), other.value);
    else picked.delete(numberOf(other));
  }
  lastPicked = numberOf(box);
  countPicked();
}

on("click", (event) => {
  const box = event.target.closest(".row-check input");
  if (box) pick(box, event.shiftKey);
  if (event.target.closest("[data-bulk-clear]")) clearPicked();
});
on("recado:select", ({ detail: { row, isRange } }) => {
  const box = row && $(".row-check input", row);
  if (!box) return;
  box.checked = isRange || !box.checked;
  pick(box, isRange);
});
on("change", (event) => {
  if (event.target.matches("#select-mode") && !event.target.checked) clearPicked();
  if (event.target.matches("#select-mode, #bulk-form [name=all]")) countPicked();
});

function clearPicked() {
  picked.clear();
  if ($("#bulk-form")) keepLeft($("#bulk-form"));
  for (const box of [...boxes(), ...$$("#select-mode, #bulk-form [name=all]")]) box.checked = false;
  countPicked();
}

function countPicked() {
  const bar = $("#bulk-form");
  if (!bar) return;
  const isAll = $("[name=all]", bar).checked;
  const { one, many } = bar.dataset;
  const text = (picked.size === 1 ? one : many).replace("{n}", picked.size);
  const place = $("[data-bulk-count]", bar);
  place.hidden = isAll;
  if (place.textContent !== text) place.textContent = text;
  if (picked.size > 0 || $("#select-mode")?.checked) htmx.trigger(document.body, "bulk");
}

/** A refreshed row keeps its tick; one that left the list goes along, so that the answer names it. */
on("htmx:finally:swap", () => {
  const bar = $("#bulk-form");
  if (!bar) return;
  for (const box of boxes()) {
    const value = picked.get(numberOf(box));
    box.checked = value !== undefined;
    if (value) box.value = value;
  }
  keepLeft(bar);
});

function keepLeft(bar) {
  for (const input of $$("[data-left]", bar)) input.remove();
  const shown = new Set(boxes().map(numberOf));
  for (const [number, value] of picked) {
    if (shown.has(number)) continue;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "ticket", value });
    input.dataset.left = "";
    bar.append(input);
  }
}

on("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id === "bulk-form" && ctx.response?.raw.ok) {
    closeBulkMenus();
    clearPicked();
  }
});

function closeBulkMenus() {
  for (const menu of $$("#bulk-form details[open]")) menu.open = false;
}
