import type { Language } from "../db/schema.ts";

// Countries where one of ours is what a business most likely writes in; others say nothing.
const countries: Record<Language, string> = {
  en: `US GB CA AU NZ IE ZA NG KE GH UG TZ ZM ZW IN PK SG PH JM TT BB BS GY BZ MT GG JE IM GI AG AI BM
    DM GD GU KN KY LC MS SX TC VC VG VI`,
  fr: `FR BE LU MC SN CI CM ML BF NE TG BJ GA CG CD GN MG HT DJ KM DZ MA TN RE GP MQ GF YT NC PF PM BL
    MF WF`,
  pt: "BR PT AO MZ CV GW ST TL",
  es: "ES MX AR CO CL PE VE EC GT CU BO DO HN PY SV NI CR PA UY PR GQ",
};

const byCountry = new Map(
  Object.entries(countries).flatMap(([language, codes]) =>
    codes.split(/\s+/).map((code) => [code, language as Language]),
  ),
);

/** The language to try first with a number of this ISO country. */
export function languageOfCountry(country: string): Language | undefined {
  return byCountry.get(country);
}
