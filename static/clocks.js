// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

// SLA clocks: each knows how long is left when it comes, and runs from there (src/sla/clock-words.ts says it the same way).

const dues = new WeakMap();

function turnClocks() {
  for (const clock of $$(".clock-mark[data-left]")) turnClock(clock);
}

function turnClock(clock) {
  const { left, soon, late } = clock.dataset;
  const known = dues.get(clock);
  const due = known?.left === left ? known.due : performance.now() + Number(left);
  dues.set(clock, { left, due });
  const rest = due - performance.now();
  const tone = rest <= 0 ? "breached" : rest < Number(soon) ? "soon" : "ok";
  if (!clock.classList.contains(tone)) {
    clock.classList.remove("ok", "soon", "breached");
    clock.classList.add(tone);
    const use = $("use", clock);
    const icon = { ok: "clock", soon: "flag", breached: "alert" }[tone];
    use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
  }
  const time = clockWords(Math.abs(rest));
  const text = rest <= 0 ? late.replace("{time}", time) : time;
  const place = $("[data-clock-text]", clock);
  if (place && place.textContent !== text) place.textContent = text;
}

function clockWords(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.floor(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 2880)
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
  const style = { style: "unit", unit: "day", unitDisplay: "short" };
  return new Intl.NumberFormat(document.documentElement.lang, style).format(
    Math.floor(minutes / 1440),
  );
}

setInterval(turnClocks, 1000);
on("htmx:finally:swap", turnClocks);
