import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { blotOut } from "../../src/privacy/blot-out.ts";
import { ByteFinder, type Needle } from "../../src/privacy/byte-finder.ts";

const words = (...texts: string[]) => texts.map((text): Needle => ({ kind: "words", text }));
const bytes = (text: string) => new TextEncoder().encode(text);

function found(needles: Needle[], text: string): string[] {
  const texts = new Set<string>();
  new ByteFinder(needles).scan(bytes(text), ({ needle }) => texts.add(needle.text));
  return [...texts].sort();
}

describe("looking for needles", () => {
  test("finds those, all of those and only those that a plain search finds", () => {
    const letters = fc.string({
      unit: fc.constantFrom("a", "b", "c", "é"),
      minLength: 3,
      maxLength: 12,
    });
    const property = fc.property(
      fc.array(letters, { minLength: 1, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), maxLength: 200 }),
      (texts, hay) => {
        const wanted = [...new Set(texts)].filter((text) => hay.includes(text)).sort();
        expect(
          found(
            words(...texts).map((n) => ({ ...n, kind: "identity" })),
            hay,
          ),
        ).toEqual(wanted);
      },
    );
    fc.assert(property, { numRuns: 500, seed: 20260921 });
  });

  test("a name is found as a whole word alone, in small and capital letters", () => {
    const ana: Needle[] = [{ kind: "name", text: "Ana" }];
    expect(found(ana, "falei com ana.")).toEqual(["Ana"]);
    expect(found(ana, "ANA!")).toEqual(["Ana"]);
    expect(found(ana, "semana, Anabela, Anaïs")).toEqual([]);
  });

  test("is not deceived by the ways in which JSON writes a letter", () => {
    expect(
      found(words("coração/azul"), String.raw`{"body":"cora\u00e7\u00e3o\/azul"}`),
    ).toHaveLength(1);
  });

  test("blots out what it finds, overlapping or not, and JSON stays JSON", () => {
    const needles = words("bicicleta vermelha", "vermelha do Joaquim");
    expect(blotOut("a bicicleta vermelha do Joaquim, sim", needles)).toBe("a •••, sim");
    expect(JSON.parse(blotOut('{"note":"bicicleta vermelha"}', needles))).toEqual({ note: "•••" });
    expect(blotOut('{"phone":5511987654321}', [{ kind: "identity", text: "5511987654321" }])).toBe(
      "{}",
    );
  });
});
