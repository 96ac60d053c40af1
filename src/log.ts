import { type Clock, systemClock } from "./clock.ts";
import { type LogLevel, logLevels } from "./config.ts";

/** Values that may stand in a log line: never message text, tokens, or whole phone numbers. */
type Fields = Record<string, string | number | boolean | null | undefined>;
export type Log = Record<LogLevel, (event: string, fields?: Fields) => void>;

/** One JSON object a line, on stderr: stdout belongs to the results of commands. */
export function jsonLog(
  level: LogLevel,
  clock: Clock = systemClock(),
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  const least = logLevels.indexOf(level);
  const at = (own: LogLevel) => (event: string, fields?: Fields) => {
    if (logLevels.indexOf(own) < least) return;
    const at = new Date(clock.now()).toISOString();
    write(`${JSON.stringify({ at, level: own, event, ...fields })}\n`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error as a log field: its message without line breaks, no stack, capped. */
export function errorText(error: unknown): string {
  return (error instanceof Error ? error.message : String(error))
    .replaceAll(/\s+/g, " ")
    .slice(0, 500);
}
