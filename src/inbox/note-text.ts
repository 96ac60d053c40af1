export interface NoteLine {
  text: string;
  /** An action item: the line began with `[ ]` or `[x]`. */
  item: boolean;
  done: boolean;
  /** Its place in the note. */
  index: number;
}

/** A note line by line, its action items told apart. */
export function noteLines(text: string): NoteLine[] {
  return text.split("\n").map((line, index) => {
    const match = /^\s*(?:[-*]\s*)?\[([ xX]?)\]\s*(.*)$/.exec(line);
    if (!match) return { text: line, item: false, done: false, index };
    return { text: match[2] ?? "", item: true, done: match[1]?.toLowerCase() === "x", index };
  });
}

/** The note with one action item ticked or not; unchanged when that line is none. */
export function tickLine(text: string, index: number, isDone: boolean): string {
  const lines = text.split("\n");
  const line = lines[index];
  if (line === undefined || !noteLines(text)[index]?.item) return text;
  lines[index] = line.replace(/\[[ xX]?\]/, isDone ? "[x]" : "[ ]");
  return lines.join("\n");
}

/** "@Ana, look" → "@Ana" marked. The longest name wins, so "@Ana Souza" is not "@Ana". */
export function splitMentions(
  text: string,
  names: readonly string[],
): { text: string; isMention: boolean }[] {
  const patterns = names.toSorted((a, b) => b.length - a.length).map(RegExp.escape);
  if (patterns.length === 0) return [{ text, isMention: false }];
  const parts = text.split(
    new RegExp(`((?<![\\p{L}\\p{N}])@(?:${patterns.join("|")}))(?![\\p{L}\\p{N}])`, "giu"),
  );
  return parts.flatMap((part, index) => (part ? [{ text: part, isMention: index % 2 === 1 }] : []));
}

/** Whom a note speaks to. */
export function mentionedIn<P extends { name: string }>(text: string, people: readonly P[]): P[] {
  const names = people.map((person) => person.name);
  const said = new Set(
    splitMentions(text, names)
      .filter((part) => part.isMention)
      .map((part) => part.text.slice(1).toLocaleLowerCase()),
  );
  return people.filter((person) => said.has(person.name.toLocaleLowerCase()));
}
