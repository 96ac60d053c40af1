// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

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
