/** What a person calls their device; null where the browser does not say. */
export interface Device {
  browser: string | null;
  system: string | null;
  isPhone: boolean;
}

/** In this order: many browsers name their relatives too. */
const browsers: readonly [RegExp, string][] = [
  [/SamsungBrowser\//, "Samsung Internet"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bEdgA?\/|EdgiOS\//, "Edge"],
  [/\bVivaldi\//, "Vivaldi"],
  [/FxiOS\/|Firefox\//, "Firefox"],
  [/CriOS\/|HeadlessChrome\/|Chrome\/|Chromium\//, "Chrome"],
  [/Version\/[\d.]+.*Safari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "Chromebook"],
  [/Linux/, "Linux"],
];

/** "Mozilla/5.0 (X11; Linux …) … Firefox/140.0" → Firefox, Linux. */
export function deviceOf(userAgent: string): Device {
  const find = (known: readonly [RegExp, string][]) =>
    known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return {
    browser: find(browsers),
    system: find(systems),
    isPhone: /iPhone|Android.*Mobile/.test(userAgent),
  };
}
