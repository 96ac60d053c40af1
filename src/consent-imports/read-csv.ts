import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

/** A line of the file; a cell may hold line breaks, then it is the last of them. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/** A longer line is no list of people. */
const LONGEST_LINE = 64 * 1024;
const separators = [",", ";", "\t", "|"] as const;

/** The separator that the first line has most of. */
export function separatorOf(head: string): string {
  const [first = ""] = head.replaceAll(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const counts = separators.map((separator) => first.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
}

/**
 * The lines of a CSV file one after the other, whatever its size.
 * @throws CsvError where it can't be read as such; ENOENT where it is not there any more.
 */
export async function* readCsv(path: string, separator: string): AsyncGenerator<CsvLine> {
  const file = createReadStream(path);
  const parser = parse({
    delimiter: separator,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_LINE,
  });
  // A pipe alone passes no error on, and one that nobody hears ends the whole program.
  file.on("error", (error) => parser.destroy(error));
  try {
    for await (const item of file.pipe(parser)) {
      const { info, record } = item as { info: { lines: number }; record: string[] };
      yield { line: info.lines, cells: record };
    }
  } finally {
    // Nor does it close a file that is not read to its end.
    file.destroy();
  }
}

/** The first lines, for people to see which column is which. */
export async function readHead(path: string, separator: string, most: number): Promise<CsvLine[]> {
  const lines: CsvLine[] = [];
  for await (const line of readCsv(path, separator)) {
    lines.push(line);
    if (lines.length >= most) break;
  }
  return lines;
}
