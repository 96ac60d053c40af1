// A part of app.js (src/http/assets.ts): all parts and dom.js share one scope.

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
  // What the page came with.
  for (const element of $$(".toast", host)) expire(element);
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
