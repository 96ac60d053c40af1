/** A page with more would only stop the browser. */
const MOST = 200_000;

/** A webhook's body for the eye: JSON with line breaks, anything else as the text that came. */
export function prettyBody(bytes: Uint8Array): { text: string; isCut: boolean } {
  const raw = new TextDecoder().decode(bytes);
  const text = indent(raw);
  return { text: text.slice(0, MOST), isCut: text.length > MOST };
}

function indent(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
