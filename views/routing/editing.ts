/** What every part of the builder has that changes the form: the whole form goes and comes back. */
const redraw = {
  "hx-post": "/routing/draft",
  "hx-target": "#rule-fields",
  "hx-swap": "outerMorph",
  "hx-sync": "closest form:replace",
} as const;

/** For a select whose choice brings other pickers. */
export const redrawing = { ...redraw, "hx-trigger": "change" } as const;

/** For a button; without the script it sends the form and gets a whole page. */
export function editing(edit: string) {
  return {
    ...redraw,
    type: "submit",
    name: "edit",
    value: edit,
    formaction: "/routing/draft",
    "hx-vals": JSON.stringify({ edit }),
  } as const;
}
