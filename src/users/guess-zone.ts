import { getCountries } from "libphonenumber-js/min";

/** The zone where most people of a language's country live; by the tags of Accept-Language. */
const likelyZones: Record<string, string> = {
  "pt-br": "America/Sao_Paulo",
  "pt-pt": "Europe/Lisbon",
  "fr-fr": "Europe/Paris",
  "fr-be": "Europe/Brussels",
  "fr-ch": "Europe/Zurich",
  "fr-ca": "America/Toronto",
  "es-es": "Europe/Madrid",
  "es-mx": "America/Mexico_City",
  "es-ar": "America/Argentina/Buenos_Aires",
  "es-co": "America/Bogota",
  "es-cl": "America/Santiago",
  "es-pe": "America/Lima",
  "en-gb": "Europe/London",
  "en-ie": "Europe/Dublin",
  "en-us": "America/New_York",
  "en-au": "Australia/Sydney",
  "en-in": "Asia/Kolkata",
  pt: "America/Sao_Paulo",
  fr: "Europe/Paris",
  es: "Europe/Madrid",
};

/** A first guess without script; the page's script knows the browser's own zone and sets it. */
export function guessZone(tags: readonly string[]): string {
  const tag = tags.find((known) => Object.hasOwn(likelyZones, known));
  return (tag && likelyZones[tag]) || "UTC";
}

/** Every zone that a person can choose, by name. */
export function zoneNames(): readonly string[] {
  names ??= Intl.supportedValuesOf("timeZone");
  return names;
}
let names: string[] | undefined;

/** The country of a zone as two letters; null for UTC and its like. */
export function countryOfZone(zone: string): string | null {
  countries ??= new Map(
    getCountries().flatMap((country) =>
      zonesOf(country).map((name): [string, string] => [name, country]),
    ),
  );
  return countries.get(zone) ?? null;
}
let countries: Map<string, string> | undefined;

/** `getTimeZones` is ECMA-402 since 2025; TypeScript's library has no word of it yet. */
function zonesOf(country: string): string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.() ?? [];
}
