// What is being written, the last part of composer.js.

const hasKeyboard = () => matchMedia("(pointer: fine)").matches;

// Sending.

on(
  "submit",
  (event) => {
    const form = event.target;
    if (form.id !== "reply-form" || isReady(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

/** Not empty, and no placeholder of a quick reply left. */
function isReady(form) {
  const text = $("#reply-text");
  const files = $("#reply-files").files;
  const open = /\{\{[^}]*\}\}/.exec(text.value);
  text.setCustomValidity(
    open ? form.dataset.placeholderText.replace("{placeholder}", open[0]) : "",
  );
  if (open) {
    text.setSelectionRange(open.index, open.index + open[0].length);
    text.reportValidity();
    return false;
  }
  return text.value.trim() !== "" || files.length > 0;
}

on("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (!ctx.response?.raw.ok) return;
  if (ctx.sourceElement.id === "reply-form") clearReply();
  if (ctx.sourceElement.id === "note-form") clear($("#note-text"));
});

function clearReply() {
  clear($("#reply-text"));
  $("#reply-seen").value = "";
  $("#composer-notice").replaceChildren();
  dropQuote();
  setFiles([]);
  atBottom = true;
}

function clear(text) {
  text.value = "";
  text.defaultValue = "";
  // Also to the server: a draft saved a moment ago may have overtaken the message.
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

on("keydown", (event) => {
  const text = event.target;
  if (!text.matches?.(".composer-text")) return;
  if (event.altKey && /^Digit[1-9]$/.test(event.code)) return insertNumbered(event);
  if (suggestionKey(event)) return;
  const sends =
    text.id === "reply-text" ? !event.shiftKey && hasKeyboard() : event.ctrlKey || event.metaKey;
  if (event.key !== "Enter" || event.isComposing || !sends) return;
  event.preventDefault();
  text.form.requestSubmit();
});

on("input", (event) => {
  const text = event.target;
  if (!text.matches?.(".composer-text")) return;
  text.setCustomValidity("");
  fit(text);
  suggest(text);
  const seen = $("#reply-seen");
  if (text.id === "reply-text" && seen) seen.value = text.value ? seen.value || lastId() : "";
});

/** Where the browser cannot grow a textarea by itself. */
function fit(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

// Reply or note.

on("recado:mode", (event) => setMode(event.detail));
on("click", (event) => {
  const button = event.target.closest("[data-mode-button]");
  if (button) setMode(button.dataset.modeButton);
});

function setMode(mode) {
  const composer = $("#composer");
  if (!composer) return;
  composer.dataset.mode = mode;
  showMode();
  $(mode === "note" ? "#note-text" : "#reply-text")?.focus();
}

/** Again after every swap: the server does not know the mode. */
function showMode() {
  const mode = $("#composer")?.dataset.mode;
  for (const button of $$("[data-mode-button]")) {
    button.setAttribute("aria-pressed", String(button.dataset.modeButton === mode));
  }
}

watchThread();
