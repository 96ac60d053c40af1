/** The p-th percentile (0 to 100) of unsorted numbers. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 50);

export interface Latency {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

export function latencyOf(milliseconds: readonly number[]): Latency {
  return {
    count: milliseconds.length,
    p50: percentile(milliseconds, 50),
    p99: percentile(milliseconds, 99),
    max: percentile(milliseconds, 100),
  };
}

/** One line of the report, with what the issue asks for beside what was seen. */
export function line(name: string, ...words: string[]): void {
  console.log(`  ${name.padEnd(44)}${words.join("  ")}`);
}

export const perSecond = (value: number) =>
  `${Math.round(value).toLocaleString("en")}/s`.padStart(9);
export const ms = (value: number) =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`.padStart(8);
export const times = (value: number) => `× ${value.toFixed(2)}`;
export const verdict = (isMet: boolean, wanted: string) =>
  `${isMet ? "met" : "NOT MET"}: ${wanted}`;
