import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import {
  canonicalPhone,
  countryOf,
  formatPhone,
  hideNumbers,
  maskPhone,
  phoneVariants,
  showName,
  showPhone,
} from "../../src/contacts/phone.ts";

describe("canonicalPhone", () => {
  test.each([
    ["Meta's customer", "16505551234", "+16505551234"],
    ["Meta's business number, which no plan knows", "15550783881", "+15550783881"],
    ["a number of fives", "15555555555", "+15555555555"],
    ["as people write it", "+33 6 12 34 56 78", "+33612345678"],
    ["with brackets, dashes and dots", "+1 (650) 555-12.34", "+16505551234"],
    ["with the national zero in brackets", "+33 (0)6 12 34 56 78", "+33612345678"],
    ["with 00", "0033 612345678", "+33612345678"],
    ["as a link", "tel:+33612345678", "+33612345678"],
    ["in full-width digits", "＋３３６１２３４５６７８", "+33612345678"],
    ["Brazilian mobile without its 9", "551188887777", "+5511988887777"],
    ["Brazilian mobile with its 9", "+55 11 98888-7777", "+5511988887777"],
    ["Brazilian mobile of six", "558561234567", "+5585961234567"],
    ["Brazilian landline", "551132345678", "+551132345678"],
    ["Mexican with the 1", "5215512345678", "+525512345678"],
    ["Mexican without the 1", "+52 55 1234 5678", "+525512345678"],
    ["Argentinian with the 9", "5491123456789", "+5491123456789"],
    ["Argentinian without the 9", "541123456789", "+5491123456789"],
    ["Argentinian with 15 in Buenos Aires", "54 11 15 2345-6789", "+5491123456789"],
    ["Argentinian with 15 in La Plata", "54 221 15 654-3210", "+5492216543210"],
    ["Argentinian with 15 in a small town", "54 2901 15 654321", "+5492901654321"],
    ["Argentinian with its long-distance 0", "+54 (011) 15-2345-6789", "+5491123456789"],
    ["the shortest", "1234567", "+1234567"],
    ["the longest", "123456789012345", "+123456789012345"],
  ])("%s", (_, raw, expected) => {
    expect(canonicalPhone(raw)).toBe(expected);
  });

  test.each([
    "",
    "123456",
    "1234567890123456",
    "0612345678",
    "US.13491208655302741918",
    "Ana 16505551234",
    "+",
  ])("%p is no number with a country code", (raw) => {
    expect(canonicalPhone(raw)).toBeNull();
    expect(phoneVariants(raw)).toEqual([]);
  });

  test("any plausible digits are a number, and canonical stays canonical", () => {
    const plausible = fc.stringMatching(/^[1-9]\d{6,14}$/);
    const country = fc.constantFrom("55", "52", "521", "54", "549", "1", "33", "");
    fc.assert(
      fc.property(country, plausible, (code, rest) => {
        const digits = (code + rest).slice(0, 15);
        const canonical = canonicalPhone(digits);
        expect(canonical).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(canonicalPhone(canonical!)).toBe(canonical);
        for (const variant of phoneVariants(digits))
          expect(canonicalPhone(variant)).toBe(canonical);
        expect(phoneVariants(digits)).toContain(digits);
      }),
      { numRuns: 500 },
    );
  });
});

describe("phoneVariants", () => {
  test.each([
    ["5511988887777", ["5511988887777", "551188887777"]],
    ["551188887777", ["5511988887777", "551188887777"]],
    ["551132345678", ["551132345678"]],
    ["525512345678", ["525512345678", "5215512345678"]],
    ["5215512345678", ["525512345678", "5215512345678"]],
    ["541123456789", ["5491123456789", "541123456789", "54111523456789"]],
    ["5492216543210", ["5492216543210", "542216543210", "54221156543210"]],
    ["+16505551234", ["16505551234"]],
  ])("of %s", (raw, expected) => {
    expect(phoneVariants(raw)).toEqual(expected);
  });
});

test("a number is shown as its country writes it, an unknown one as it is", () => {
  expect(formatPhone("+5511988887777")).toBe("+55 11 98888 7777");
  expect(formatPhone("+33612345678")).toBe("+33 6 12 34 56 78");
  expect(formatPhone("+16505551234")).toBe("+1 650 555 1234");
  expect(formatPhone("+15550783881")).toBe("+1 555 078 3881");
  expect(formatPhone("+999123456789")).toBe("+999123456789");
});

test("the country is known with or without the plus, and for numbers that don't exist", () => {
  expect(countryOf("+5511988887777")).toBe("BR");
  expect(countryOf("5491123456789")).toBe("AR");
  expect(countryOf("+525512345678")).toBe("MX");
  expect(countryOf("+351912345678")).toBe("PT");
  expect(countryOf("15550783881")).toBe("US");
  expect(countryOf("+999123456789")).toBeNull();
});

test("a masked number shows its country and its last two digits alone", () => {
  expect(maskPhone("+5511988887777")).toBe("+55*********77");
  expect(maskPhone("16505551234")).toBe("+1********34");
  expect(maskPhone("999123456789")).toBe("+**********89");
  expect(maskPhone("123")).toBe("***");
  expect(maskPhone("")).toBe("***");
});

describe("For a role that sees no numbers", () => {
  test.each([
    ["+5511988884321", "+55 11 ••••• 4321"],
    ["+33612345678", "+33 6 •• •• 56 78"],
    ["+16505551234", "+1 ••• ••• 1234"],
    ["+999123456789", "+••••••••6789"],
  ])("%s is shown as %s", (phone, shown) => {
    expect(showPhone(phone, false)).toBe(shown);
    expect(showPhone(phone, true)).toBe(formatPhone(phone));
  });

  test("four digits at least are hidden of any number, and four at most are shown at its end", () => {
    for (const phone of ["+4712345678", "+3531234567", "+35212345", "+1234567", "+5511988884321"]) {
      const shown = showPhone(phone, false);
      expect(shown.replaceAll(/[^•]/g, "").length).toBeGreaterThanOrEqual(3);
      expect(shown).not.toContain(phone.slice(-5));
    }
  });

  test("a number in the place of a name is masked, a name is not", () => {
    expect(showName("+5511988884321", false)).toBe("+55 11 ••••• 4321");
    expect(showName("5511988884321", false)).toBe("+55 11 ••••• 4321");
    expect(showName("Loja 24h", false)).toBe("Loja 24h");
    expect(showName("+5511988884321", true)).toBe("+5511988884321");
  });

  test("Meta's notice of a change tells neither number", () => {
    const notice = "User Ana changed from 5511988884321 to +55 11 97777-1234";
    expect(hideNumbers(notice)).toBe(
      "User Ana changed from +55 11 ••••• 4321 to +55 11 ••••• 1234",
    );
  });
});
