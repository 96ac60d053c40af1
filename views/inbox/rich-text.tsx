/** @jsxImportSource preact */

/** A message's text with its line breaks, its links made to follow, and a lone emoji made big. */
export function RichText({ text }: { text: string }) {
  return (
    <p class={isOnlyEmoji(text) ? "bubble-text big-emoji" : "bubble-text"} dir="auto">
      {splitLinks(text).map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

/** "see https://a.pt/x." → text, link without the full stop, text. Only http and https become links. */
export function splitLinks(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let last = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'`]+/giu)) {
    const link = withoutTrail(match[0]);
    if (!URL.canParse(link)) continue;
    if (match.index > last) parts.push({ text: text.slice(last, match.index) });
    parts.push({ text: link, href: link });
    last = match.index + link.length;
  }
  if (last < text.length) parts.push({ text: text.slice(last) });
  return parts;
}

const marks = new Set(".,;:!?»”’…");

/** Punctuation after a link belongs to the sentence; a closing bracket only when none was opened. */
function withoutTrail(link: string): string {
  // A loop: a regular expression starts anew at each mark of a long row of them.
  let end = link.length;
  while (marks.has(link.charAt(end - 1))) end -= 1;
  const trimmed = link.slice(0, end);
  return trimmed.endsWith(")") && !trimmed.includes("(") ? trimmed.slice(0, -1) : trimmed;
}

/** Up to three emoji and nothing else. */
function isOnlyEmoji(text: string): boolean {
  return /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text.trim());
}
