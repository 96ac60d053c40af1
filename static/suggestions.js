// A part of composer.js (src/http/assets.ts): all parts and dom.js share one scope.

// Suggestions: quick replies after "/", people after "@".

const listOf = (text) => (text.id === "note-text" ? $("#mention-list") : $("#quick-replies"));

/** What is being typed after the sign, with where it starts. */
function soughtWord(text) {
  const sign = text.id === "note-text" ? "@" : "/";
  const head = text.value.slice(0, text.selectionStart);
  const match = head.match(sign === "@" ? /(?:^|\s)@(\S*)$/ : /(?:^|\s)\/(\S*)$/);
  return match && { word: fold(match[1]), from: head.length - match[1].length - 1 };
}

function suggest(text) {
  const list = listOf(text);
  if (!list) return;
  const sought = soughtWord(text);
  const options = $$("[role=option]", list);
  for (const option of options) option.hidden = !sought || !matches(option, sought.word);
  list.hidden = !sought || options.every((option) => option.hidden);
  select(list, 0);
}

const matches = (option, word) =>
  fold(option.dataset.word).startsWith(word) ||
  (word.length > 1 && fold(option.textContent).includes(word));
const shown = (list) => $$("[role=option]", list).filter((option) => !option.hidden);

function select(list, index) {
  const options = shown(list);
  for (const option of options) option.setAttribute("aria-selected", "false");
  const chosen = options[(index + options.length) % (options.length || 1)];
  chosen?.setAttribute("aria-selected", "true");
  chosen?.scrollIntoView({ block: "nearest" });
  const text = list.id === "mention-list" ? $("#note-text") : $("#reply-text");
  if (list.hidden || !chosen) text?.removeAttribute("aria-activedescendant");
  else text?.setAttribute("aria-activedescendant", chosen.id);
}

/** True: the key was for the list. */
function suggestionKey(event) {
  const list = listOf(event.target);
  if (!list || list.hidden) return false;
  const options = shown(list);
  const at = options.findIndex((option) => option.ariaSelected === "true");
  if (event.key === "ArrowDown") select(list, at + 1);
  else if (event.key === "ArrowUp") select(list, at - 1);
  else if (event.key === "Escape") list.hidden = true;
  else if ((event.key === "Enter" || event.key === "Tab") && options[at])
    insert(event.target, options[at].dataset.insert);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function insert(text, words) {
  const from = soughtWord(text)?.from ?? text.selectionStart;
  text.focus();
  text.setRangeText(words, from, text.selectionEnd, "end");
  listOf(text).hidden = true;
  text.dispatchEvent(new Event("input", { bubbles: true }));
  listOf(text).hidden = true;
  const open = /\{\{[^}]*\}\}/.exec(text.value);
  if (open) text.setSelectionRange(open.index, open.index + open[0].length);
}

function insertNumbered(event) {
  const option = $$("#quick-replies [role=option]")[Number(event.code.at(-1)) - 1];
  if (!option || event.target.id !== "reply-text") return;
  event.preventDefault();
  insert(event.target, option.dataset.insert);
}

on("click", (event) => {
  const option = event.target.closest(".suggestions [role=option], button[data-insert]");
  if (option) {
    const form = option.closest("form");
    if (form) return insert($(".composer-text", form), option.dataset.insert);
    // An article, which is in no form: below what was written.
    setMode("reply");
    const text = $("#reply-text");
    // Nobody has put the cursor anywhere yet.
    if (!text.selectionEnd) text.setSelectionRange(text.value.length, text.value.length);
    const isAfter = /\S$/.test(text.value.slice(0, text.selectionStart));
    return insert(text, (isAfter ? "\n" : "") + option.dataset.insert);
  }
  const list = $("#quick-replies");
  if (event.target.closest("[data-quick]")) {
    for (const each of $$("[role=option]", list)) each.hidden = false;
    list.hidden = !list.hidden;
    select(list, 0);
    $("#reply-text").focus();
  } else if (list && !event.target.closest(".suggestions, .composer-text")) list.hidden = true;
});
