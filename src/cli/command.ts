import { parseArgs, type ParseArgsConfig } from "node:util";
import { AppError } from "../http/errors.ts";
import type { Config } from "../config.ts";

export type Options = NonNullable<ParseArgsConfig["options"]>;
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** One word of the command line. */
export interface Command {
  /** Such as `token create`. */
  name: string;
  summary: string;
  /** Started by the program itself: not listed for people. */
  isInternal?: true;
  /** Shown by --help after the name. */
  usage?: string;
  options?: Options;
  /** One line for each option. */
  help?: Record<string, string>;
  positionals?: boolean;
  run(config: Config, values: Values, positionals: string[]): Promise<void>;
}

/** @throws AppError `invalid` that names the wrong word. */
export function parseCommand(
  command: Command,
  words: string[],
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: words,
      options: { ...command.options, help: { type: "boolean" } },
      allowPositionals: command.positionals ?? false,
      strict: true,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError("invalid", `${why}\nSee: recado ${command.name} --help`);
  }
}

export function helpOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(([name, option]) => {
    const value = option.type === "string" ? ` ${name.toUpperCase()}` : "";
    return `  --${name}${value}`.padEnd(30) + (command.help?.[name] ?? "");
  });
  const usage = `recado ${command.name}${command.usage ? ` ${command.usage}` : ""}${options.length > 0 ? " [options]" : ""}`;
  return [
    usage,
    "",
    command.summary,
    ...(options.length > 0 ? ["", "Options:", ...options] : []),
  ].join("\n");
}

/** The text of an option. @throws AppError `invalid` when it must be given and is not. */
export function requireText(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === "string" && value.trim()) return value.trim();
  throw new AppError("invalid", `--${name} is missing.`);
}

export function optionalText(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === "string" && value.trim() ? value.trim() : null;
}

/** Results go to stdout and nothing else does. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Rows as aligned columns, or as JSON for programs. */
export function printRows(rows: Record<string, unknown>[], isJson: boolean): void {
  if (isJson) return print(JSON.stringify(rows));
  const [first] = rows;
  if (!first) return print("(none)");
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, index) =>
    Math.max(...lines.map((line) => (line[index] ?? "").length)),
  );
  for (const line of lines)
    print(
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

function cell(value: unknown): string {
  if (Array.isArray(value)) return value.join(" ");
  return value === null || value === undefined ? "-" : String(value);
}

/** Instants as people and programs read them. */
export function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
