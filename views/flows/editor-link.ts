/** Where a link leads that htmx fetches as a part, and the address that the page then has. */
export function editorLink(address: string, query: string, fragment = "") {
  const path = query ? `${address}?${query}` : address;
  return {
    href: fragment ? `${path}#${fragment}` : path,
    "hx-get": path,
    "hx-target": "#flow-editor",
    "hx-swap": "outerHTML",
    "hx-push-url": path,
  };
}
