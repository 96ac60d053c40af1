/** What every part of the builder has that changes the form: the whole form goes and comes back. */
const redraw = {
  "hx-target": "#rule-fields",
  "hx-swap": "outerMorph",
  "hx-sync": "closest form:replace",
} as const;

/** Where the form of a rule is drawn anew; other forms with conditions name their own address. */
const RULES = "/routing/draft";

/** For a select whose choice brings other pickers. */
export function redrawingAt(address = RULES) {
  return { ...redraw, "hx-post": address, "hx-trigger": "change" } as const;
}
export const redrawing = redrawingAt();

/** For a button; without the script it sends the form and gets a whole page. */
export function editing(edit: string, address = RULES) {
  return {
    ...redraw,
    "hx-post": address,
    type: "submit",
    name: "edit",
    value: edit,
    formaction: address,
    formnovalidate: true,
    "hx-vals": JSON.stringify({ edit }),
  } as const;
}
