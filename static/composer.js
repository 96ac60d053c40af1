// The open ticket: where the thread stands, and what is being written.
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (name, listener, options) => document.addEventListener(name, listener, options);
  const hasKeyboard = () => matchMedia("(pointer: fine)").matches;

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
    const found =
      location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1));
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

  // Files: chosen, dropped, pasted or photographed; all end in the one input.

  on("change", (event) => {
    if (event.target.id === "reply-files") setFiles([...event.target.files]);
    if (event.target.id === "reply-camera") addFiles([...event.target.files]);
  });
  on("paste", (event) => {
    if (event.target.id !== "reply-text" || !event.clipboardData?.files.length) return;
    event.preventDefault();
    addFiles([...event.clipboardData.files]);
  });
  on("dragover", (event) => {
    const pane = event.target.closest?.("#thread-pane");
    if (!pane || !$("#reply-form") || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    $("#composer").classList.add("is-dropping");
  });
  on("dragleave", (event) => {
    if (!event.relatedTarget?.closest?.("#thread-pane"))
      $("#composer")?.classList.remove("is-dropping");
  });
  on("drop", (event) => {
    $("#composer")?.classList.remove("is-dropping");
    if (
      !event.target.closest?.("#thread-pane") ||
      !$("#reply-form") ||
      !event.dataTransfer.files.length
    )
      return;
    event.preventDefault();
    setMode("reply");
    addFiles([...event.dataTransfer.files]);
  });

  const addFiles = (files) => setFiles([...$("#reply-files").files, ...files]);

  function setFiles(files) {
    const input = $("#reply-files");
    const kept = new DataTransfer();
    for (const file of files) if (fits(file)) kept.items.add(file);
    input.files = kept.files;
    for (const image of $$("#files img")) URL.revokeObjectURL(image.src);
    $("#files").replaceChildren(...[...kept.files].map(fileChip));
  }

  function fits(file) {
    const form = $("#reply-form");
    const limits = JSON.parse(form.dataset.limits);
    const limit = limits[file.type.split("/")[0]] ?? limits.document;
    if (file.size <= limit * 1024 * 1024) return true;
    const text = form.dataset.tooLarge.replace("{name}", file.name).replace("{limit}", limit);
    const notice = document.createElement("p");
    notice.className = "error";
    notice.role = "alert";
    notice.textContent = text;
    $("#composer-notice").replaceChildren(notice);
    return false;
  }

  function fileChip(file, index) {
    const chip = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.src = URL.createObjectURL(file);
      image.alt = "";
      chip.append(image);
    }
    const name = document.createElement("span");
    name.className = "one-line";
    name.textContent = file.name;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.ariaLabel = $("#reply-form").dataset.remove.replace("{name}", file.name);
    remove.onclick = () => setFiles([...$("#reply-files").files].filter((_, at) => at !== index));
    chip.append(name, remove);
    return chip;
  }

  // Suggestions: quick replies after "/", people after "@".

  const listOf = (text) => (text.id === "note-text" ? $("#mention-list") : $("#quick-replies"));
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

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
    const option = event.target.closest(".suggestions [role=option]");
    if (option)
      return insert(option.closest("form").querySelector(".composer-text"), option.dataset.insert);
    const list = $("#quick-replies");
    if (event.target.closest("[data-quick]")) {
      for (const each of $$("[role=option]", list)) each.hidden = false;
      list.hidden = !list.hidden;
      select(list, 0);
      $("#reply-text").focus();
    } else if (list && !event.target.closest(".suggestions, .composer-text")) list.hidden = true;
  });

  watchThread();
})();
