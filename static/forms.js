// Comfort for forms outside the inbox; each of them works without it.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  // Passwords can be looked at while they are typed.
  for (const button of all("[data-reveals]")) {
    const input = document.getElementById(button.dataset.reveals);
    const show = (isShown) => {
      input.type = isShown ? "text" : "password";
      button.textContent = isShown ? button.dataset.hide : button.dataset.show;
      button.setAttribute("aria-pressed", String(isShown));
    };
    button.hidden = false;
    button.addEventListener("click", () => show(input.type === "password"));
    // Hidden again before it is sent, so that the browser offers to keep it as a password.
    input.form?.addEventListener("submit", () => show(false));
  }

  for (const button of all("[data-copies]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const input = document.getElementById(button.dataset.copies);
      input.select();
      // The clipboard needs https or localhost; the old way works elsewhere too.
      await navigator.clipboard?.writeText(input.value).catch(() => document.execCommand("copy"));
      if (!navigator.clipboard) document.execCommand("copy");
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 2000);
    });
  }

  // The browser knows its zone better than we can guess.
  const zone = document.querySelector("[data-guess-zone] select");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && [...zone.options].some((option) => option.value === own)) zone.value = own;

  for (const form of all("form[data-confirm]")) {
    form.addEventListener("submit", (event) => {
      if (!confirm(form.dataset.confirm)) event.preventDefault();
    });
  }
})();
