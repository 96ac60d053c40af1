import type { Language } from "../db/schema.ts";

/** Of the countries that people use us in; the euro has many. */
const currencies: Record<string, string> = {
  AR: "ARS",
  AU: "AUD",
  BO: "BOB",
  BR: "BRL",
  CA: "CAD",
  CH: "CHF",
  CL: "CLP",
  CO: "COP",
  CR: "CRC",
  DO: "DOP",
  GB: "GBP",
  GT: "GTQ",
  IN: "INR",
  MA: "MAD",
  MX: "MXN",
  MZ: "MZN",
  NZ: "NZD",
  PE: "PEN",
  PY: "PYG",
  SN: "XOF",
  CI: "XOF",
  TN: "TND",
  US: "USD",
  UY: "UYU",
  ZA: "ZAR",
};
const ofEuro = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" ");

/** The business's currency as far as its country tells: ISO 4217. Dollars where nothing is known. */
export function currencyOf(country: string | null | undefined): string {
  if (!country) return "USD";
  return ofEuro.includes(country) ? "EUR" : (currencies[country] ?? "USD");
}

const locales: Record<Language, string> = { en: "en", fr: "fr", pt: "pt-BR", es: "es" };

/** A contact's value is kept in hundredths, whatever the currency: a business may change it. */
export const HUNDREDTHS = 100;

/** Hundredths as people read them: 123450 BRL → "R$ 1.234,50". */
export function formatMoney(hundredths: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(locales[language], { style: "currency", currency });
  return format.format(hundredths / HUNDREDTHS);
}

/** As it stands in a form: no groups, the point or comma of the language. */
export function typeMoney(hundredths: number, language: Language): string {
  const text = (hundredths / HUNDREDTHS).toFixed(hundredths % HUNDREDTHS === 0 ? 0 : 2);
  return language === "en" ? text : text.replace(".", ",");
}

/**
 * Hundredths of an amount as somebody typed it; undefined for what is none. A last point or
 * comma with one or two digits behind it begins the cents, any other is a group.
 *
 * @example readMoney("R$ 1.234,5") // 123450
 */
export function readMoney(typed: string): number | undefined {
  const text = typed.replaceAll(/\s|\p{Sc}/gu, "").replaceAll(/^[A-Z]{1,3}|[A-Z]{1,3}$/gi, "");
  const parts = /^(\d[\d.,']*?)(?:[.,](\d{1,2}))?$/.exec(text);
  if (!parts) return undefined;
  const [, whole = "", cents = ""] = parts;
  if (!/^\d+(?:[.,']\d{3})*$/.test(whole)) return undefined;
  const amount = Number(`${whole.replaceAll(/[.,']/g, "")}.${cents || "0"}`);
  const hundredths = Math.round(amount * HUNDREDTHS);
  return hundredths <= MOST ? hundredths : undefined;
}

/** A billion, as hundredths. */
const MOST = 1e11;
