import { ByteFinder, type Needle } from "./byte-finder.ts";

const BLOT = new TextEncoder().encode("•••");
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text with "•••" wherever a needle stood; JSON stays JSON, if need be an empty one. */
export function blotOut(text: string, needles: readonly Needle[]): string {
  const bytes = encoder.encode(text);
  const ranges: { start: number; end: number }[] = [];
  new ByteFinder(needles).scan(bytes, ({ start, end }) => ranges.push({ start, end }));
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: Uint8Array[] = [];
  let after = 0;
  for (const { start, end } of ranges) {
    if (end <= after) continue;
    // One that overlaps with the last goes on under the same blot.
    if (start >= after) parts.push(bytes.subarray(after, start), BLOT);
    after = end;
  }
  const blotted = decoder.decode(Buffer.concat([...parts, bytes.subarray(after)]));
  return isJson(text) && !isJson(blotted) ? (text.startsWith("[") ? "[]" : "{}") : blotted;
}

function isJson(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
