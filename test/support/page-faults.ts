import type { Page } from "playwright-core";

/** What a page at 390 px gets wrong in a language: too wide, cut off, unfilled or unsaid. */
export function pageFaults(page: Page, language: string): Promise<string[]> {
  return page.evaluate<string[]>(`(${findFaults})("${language}")`);
}

/** In the page: what does not fit, is not filled in or is not said. */
function findFaults(language: string): string[] {
  const wrong: string[] = [];
  if (!document.documentElement.lang.startsWith(language))
    wrong.push(`lang=${document.documentElement.lang}`);
  if (document.documentElement.scrollWidth > 390)
    wrong.push(`${document.documentElement.scrollWidth} px wide`);
  const scrolls = (element: Element) =>
    element.closest("pre, .tabs, [role=radiogroup], .sim-people, table");
  for (const element of document.querySelectorAll("main *")) {
    const { left, right, width } = element.getBoundingClientRect();
    if (
      width > 1 &&
      (right > 391 || left < -1) &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !scrolls(element) &&
      !element.closest("dialog, [popover], .sr-only, .menu-panel, svg")
    )
      wrong.push(
        `out of sight: ${element.tagName}.${element.className} ${Math.round(left)}–${Math.round(right)}`,
      );
  }
  // iOS zooms into a smaller one as soon as it has the focus.
  for (const field of document.querySelectorAll("textarea, select, input")) {
    if (field.matches("[type=checkbox], [type=radio], [type=file], [type=hidden]")) continue;
    const size = Number.parseFloat(getComputedStyle(field).fontSize);
    if (size < 16) wrong.push(`field of ${size} px: ${field.id || field.className}`);
  }
  const named = [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")];
  const texts = named.flatMap((element) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
  );
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent?.closest("script, pre, code, textarea, .bubble, .row-words, .payload"))
      texts.push(walker.currentNode.textContent ?? "");
  }
  for (const text of texts) {
    // The two that owners may write themselves stand in the examples of the away text.
    const isUnfilled =
      /(?<!\{)\{(?!opening|number|business)\w+\}(?!\})|undefined|\bNaN\b|\[object/.test(text);
    const isKey = /^[a-z]+(\.[a-z-]+)+$/.test(text.trim()) && !text.includes("@");
    if (isUnfilled || isKey) wrong.push(`"${text.trim().slice(0, 80)}"`);
  }
  return wrong;
}
