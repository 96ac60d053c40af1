/**
 * Which of these words stand in which files below a folder, in small or capital letters. By
 * another process: whoever closes a data file that they also have open drops SQLite's locks.
 */
export function grepFolder(
  folder: string,
  words: readonly string[],
): { word: string; files: string[] }[] {
  const run = Bun.spawnSync(["grep", "-raoFi", "-f", "-", folder], {
    stdin: new TextEncoder().encode(words.join("\n")),
    env: { LC_ALL: "C" },
  });
  if (run.exitCode > 1) throw new Error(run.stderr.toString());
  const lines = run.stdout.toString().split("\n").filter(Boolean);
  const found = lines.map((line) => {
    const [file = "", ...rest] = line.slice(folder.length + 1).split(":");
    return { file, word: rest.join(":").toLowerCase() };
  });
  const files = Map.groupBy(found, ({ word }) => word);
  return [...new Set(words)].flatMap((word) => {
    const hits = files.get(word.toLowerCase());
    return hits ? [{ word, files: [...new Set(hits.map(({ file }) => file))] }] : [];
  });
}
