import { Window } from "happy-dom";

/** The answer's HTML as a document to select in. Nothing in it runs. */
export async function parse(response: Response) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  return new window.DOMParser().parseFromString(await response.text(), "text/html");
}

/** What elements say, without the white space of the markup. */
export function words(document: Awaited<ReturnType<typeof parse>>, selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((element) =>
    element.textContent.replaceAll(/\s+/g, " ").trim(),
  );
}
