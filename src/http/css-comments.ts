/** What may hold a comment's beginning without being one, and comments. */
const tokens =
  /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|url\(\s*(?:\\[\s\S]|[^"'()\\])*\)|\/\*[\s\S]*?(?:\*\/|$)/gi;

/**
 * A style sheet without its comments, and with every other byte. One that stands between
 * two words without a space stays as an empty one: it is what keeps them two.
 */
export function withoutComments(css: string): string {
  return css.replace(tokens, (token: string, at: number) => {
    if (!token.startsWith("/*")) return token;
    const [before, after] = [css[at - 1] ?? " ", css[at + token.length] ?? " "];
    return /\s/.test(before + after) ? "" : "/**/";
  });
}

/** What browsers get: no comment, no indentation, and every rule. No string of ours goes over a line's end. */
export function asServed(css: string): string {
  return withoutComments(css).replaceAll(/\n\s+/g, "\n");
}
