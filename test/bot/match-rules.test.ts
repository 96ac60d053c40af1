import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { fold } from "../../src/bot/fold.ts";
import { type BotRule, compileRules, matchRule } from "../../src/bot/match-rules.ts";
import type { RuleMatch } from "../../src/db/schema.ts";

let lastId = 0;

/** A rule whose answer is its own unless `answer` says otherwise. */
function rule(
  match: RuleMatch,
  phrases: string[],
  more: Partial<BotRule> & { answer?: string } = {},
): BotRule {
  const id = ++lastId;
  const { answer = `answer ${id}`, ...columns } = more;
  return {
    id,
    name: phrases[0] ?? "nothing",
    match,
    phrases: JSON.stringify(phrases),
    answers: JSON.stringify({ en: answer }),
    action: "answer",
    is_enabled: 1,
    position: id,
    ...columns,
  };
}

/** What the rules say to a text: the phrase, "a or b" for a tie, undefined for none. */
function said(rules: BotRule[], text: string): string | undefined {
  const match = matchRule(compileRules(rules), text);
  if (match?.kind === "tie") return match.rules.map((tied) => tied.name).join(" or ");
  return match?.phrase;
}

describe("exact", () => {
  const rules = [rule("exact", ["Menu 1", "👍"])];

  test("the same text after trimming, and nothing else", () => {
    expect(said(rules, "  Menu 1\n")).toBe("Menu 1");
    expect(said(rules, "👍")).toBe("👍");
    for (const other of ["menu 1", "Menu 1!", "Menu  1", "Menú 1", "Menus 1", "👍👍"]) {
      expect(said(rules, other)).toBeUndefined();
    }
  });

  test("an accent may be encoded either way", () => {
    expect(said([rule("exact", ["Caf\u00e9"])], "Cafe\u0301")).toBe("Caf\u00e9");
  });
});

describe("message", () => {
  const rules = [rule("message", ["Onde está meu pedido?"])];

  test.each([
    ["as written", "Onde está meu pedido?"],
    ["other case, no accents, no punctuation", "ONDE ESTA MEU PEDIDO"],
    ["with emoji and zero-width characters", "onde está\u200b meu pedido 🙏🏽"],
    ["plural", "onde está meu pedidos"],
    ["one typo", "onde está meu peddo"],
  ])("%s", (_, text) => {
    expect(said(rules, text)).toBe("Onde está meu pedido?");
  });

  test("a message that says more is another message", () => {
    expect(said(rules, "oi, onde está meu pedido?")).toBeUndefined();
    expect(said(rules, "onde está meu")).toBeUndefined();
  });
});

describe("contains", () => {
  const rules = [rule("contains", ["hours", "opening time"])];

  test("finds a word or several in a row, at word borders", () => {
    expect(said(rules, "What are your hours, please?")).toBe("hours");
    expect(said(rules, "hours")).toBe("hours");
    expect(said(rules, "any idea of your Opening-Time today?")).toBe("opening time");
    expect(said(rules, "l'hours")).toBe("hours");
    expect(said(rules, "happyhours")).toBeUndefined();
    expect(said(rules, "opening your time")).toBeUndefined();
  });

  test("a hyphenated word is one word or two", () => {
    const email = [rule("contains", ["e-mail"])];
    for (const text of ["your email?", "your e-mail?", "your e mail?"]) {
      expect(said(email, text)).toBe("e-mail");
    }
    expect(said([rule("contains", ["rendez vous"])], "un rendez-vous demain")).toBe("rendez vous");
    expect(said([rule("contains", ["wifi"])], "the Wi-Fi password")).toBe("wifi");
  });
});

describe("plurals in four languages", () => {
  test.each([
    ["hour", "hours"],
    ["box", "boxes"],
    ["delivery", "deliveries"],
    ["address", "addresses"],
    ["taille", "tailles"],
    ["cadeau", "cadeaux"],
    ["journal", "journaux"],
    ["jeu", "jeux"],
    ["loja", "lojas"],
    ["valor", "valores"],
    ["promoção", "promoções"],
    ["pão", "pães"],
    ["postal", "postais"],
    ["papel", "papéis"],
    ["cupom", "cupons"],
    ["tienda", "tiendas"],
    ["color", "colores"],
    ["luz", "luces"],
  ])("%s and %s", (one, many) => {
    const [singular, plural] = [rule("contains", [one]), rule("contains", [many])];
    const hit = { kind: "hit", nearness: "plural" };
    expect(matchRule(compileRules([singular]), `um ${many} xyz`)).toMatchObject(hit);
    expect(matchRule(compileRules([plural]), `um ${one} xyz`)).toMatchObject(hit);
  });

  test.each([
    ["mai", "je veux mais pas trop"],
    ["voz", "vocês abrem hoje?"],
    ["mal", "mais um, por favor"],
    ["pri", "quel prix"],
    ["pas", "pass the salt"],
    ["pa", "je veux pas"],
  ])("%s is not the singular of a word in: %s", (phrase, text) => {
    expect(said([rule("contains", [phrase])], text)).toBeUndefined();
  });
});

describe("typos", () => {
  test.each([
    ["inserted", "hourrs", "hours"],
    ["left out", "hurs", "hours"],
    ["replaced", "hoirs", "hours"],
    ["swapped", "huors", "hours"],
    ["swapped at the start", "ohurs", "hours"],
    ["at the end", "deliveru", "delivery"],
    ["in a plural", "delivreys", "deliverys"],
    ["in the singular of a plural", "oders", "order"],
    ["in Portuguese", "devoluçao do prodtuo", "produto"],
    ["in French", "livrasion svp", "livraison"],
    ["in Spanish", "el presio", "precio"],
    ["across languages", "um problema", "problème"],
  ])("one letter %s", (_, text, phrase) => {
    expect(said([rule("contains", [phrase])], text)).toBe(phrase);
  });

  test.each([
    ["hours", "two houses near the tours, with yours"],
    ["hours", "four horses of course"],
    ["price", "the prince won a prize with pride"],
    ["size", "what site"],
    ["order", "an older border"],
    ["shipping", "I like shopping"],
    ["preço", "tem em preto? preciso pegar"],
    ["pedido", "estou perdido"],
    ["cuánto", "cuando llega a mi cuarto"],
    ["retard", "regarde"],
    ["prix", "j'ai pris"],
    ["start", "a star on the chart"],
    ["booking", "just looking"],
    ["cuenta", "cuesta mucho"],
    ["12345", "12346"],
    ["iphone14", "iphone15"],
    ["size", "sise"],
    ["hours", "huosr"],
  ])("%s is not meant by: %s", (phrase, text) => {
    expect(said([rule("contains", [phrase])], text)).toBeUndefined();
  });

  test("a common word may be a slip where the other words of the phrase are there", () => {
    const rules = [rule("contains", ["shipping cost"])];
    expect(said(rules, "what's the shopping cost?")).toBe("shipping cost");
  });

  test("a word that the rules use is meant as written", () => {
    expect(said([rule("contains", ["printer"])], "is it printed?")).toBe("printer");
    const rules = [rule("contains", ["printer"]), rule("contains", ["printed catalogue"])];
    expect(said(rules, "is it printed?")).toBeUndefined();
  });
});

describe("emoji alone", () => {
  test("match raw, whatever skin tone or variation", () => {
    expect(said([rule("message", ["👍"])], " 👍🏽 ")).toBe("👍");
    expect(said([rule("message", ["❤️"])], "❤")).toBe("❤️");
    expect(said([rule("message", ["👩🏽‍🚀"])], "👩‍🚀")).toBe("👩🏽‍🚀");
    expect(said([rule("message", ["?"])], "?")).toBe("?");
    expect(said([rule("contains", ["🍕"])], "hoje tem 🍕?")).toBe("🍕");
    expect(said([rule("message", ["👍"])], "👍 ok")).toBeUndefined();
    expect(said([rule("contains", ["👍"])], "👎")).toBeUndefined();
  });

  test("a phrase of nothing never matches", () => {
    for (const match of ["exact", "message", "contains"] as const) {
      for (const text of ["", " ", "hello", "👍", "\u200b"]) {
        expect(said([rule(match, ["", "   "])], text)).toBeUndefined();
        if (match === "exact") continue;
        expect(said([rule(match, ["\u200b", "\ufe0f", "🏽"])], text)).toBeUndefined();
      }
    }
  });

  test("an emoji beside words does not have to be there", () => {
    expect(said([rule("message", ["Menu 🍕"])], "menu")).toBe("Menu 🍕");
  });
});

describe("which rule wins", () => {
  test("exact before folded before plural before typo, whatever the position and length", () => {
    const [typo, plural, folded, exact] = [
      rule("contains", ["deliveryy"]),
      rule("message", ["deliveries"]),
      rule("contains", ["delivery"]),
      rule("exact", ["delivery"]),
    ] as const;
    expect(said([typo, plural, folded, exact], "delivery")).toBe("delivery");
    expect(matchRule(compileRules([typo, plural, folded, exact]), "delivery")).toMatchObject({
      rule: exact,
      nearness: "exact",
    });
    const without = compileRules([typo, plural, folded]);
    expect(matchRule(without, "delivery")).toMatchObject({ rule: folded, nearness: "fold" });
    const less = compileRules([typo, plural]);
    expect(matchRule(less, "delivery")).toMatchObject({ rule: plural, nearness: "plural" });
    const least = compileRules([typo]);
    expect(matchRule(least, "delivery")).toMatchObject({ rule: typo, nearness: "typo" });
  });

  test("the longer phrase, then the whole message before a part of it", () => {
    const rules = [rule("contains", ["size"]), rule("contains", ["size chart"])];
    expect(said(rules, "the size chart please")).toBe("size chart");
    const part = rule("contains", ["size"], { answer: "part" });
    const whole = rule("message", ["size"], { answer: "whole" });
    const match = matchRule(compileRules([part, whole]), "size?");
    expect(match).toMatchObject({ kind: "hit", rule: whole });
  });

  test("rules with one answer go by their position", () => {
    const second = rule("contains", ["price"], { answer: "same", position: 2 });
    const first = rule("contains", ["price"], { answer: "same", position: 1 });
    expect(matchRule(compileRules([second, first]), "price")).toMatchObject({ rule: first });
  });

  test("a greeting gives way to what the person came for", () => {
    const rules = [rule("contains", ["hello", "bom dia"]), rule("contains", ["price"])];
    expect(said(rules, "hello, price?")).toBe("price");
    expect(said(rules, "bom dia, price?")).toBe("price");
    expect(said(rules, "Hello!")).toBe("hello");
  });

  test("switched-off rules don't answer", () => {
    expect(said([rule("contains", ["price"], { is_enabled: 0 })], "price")).toBeUndefined();
  });
});

describe("a tie", () => {
  test("between different answers is a question, the names in their order", () => {
    const chart = rule("contains", ["size"], { name: "Size chart", position: 2 });
    const finding = rule("contains", ["size"], { name: "Finding your size", position: 1 });
    expect(said([chart, finding], "Size?")).toBe("Finding your size or Size chart");
    expect(said([chart, finding], "sizes")).toBe("Finding your size or Size chart");
  });

  test("offers at most three, each answer once", () => {
    const names = ["A", "B", "C", "D", "E"];
    const rules = names.map((name, i) =>
      rule("contains", ["size"], { name, answer: i === 1 ? "answer of A" : `answer of ${name}` }),
    );
    expect(said(rules, "size")).toBe("A or C or D");
  });

  test("of one rule with itself is none", () => {
    expect(said([rule("contains", ["hours", "price"])], "hours and price")).toBe("hours");
  });

  test("is no question where one of them brings a person", () => {
    const answer = rule("contains", ["agent"]);
    const person = rule("contains", ["agent"], { action: "hand-over" });
    expect(matchRule(compileRules([answer, person]), "agent!")).toMatchObject({ rule: person });
  });
});

describe("any text", () => {
  const phrases = [
    "Onde está meu pedido",
    "horaires d'ouverture",
    "¿Cuánto cuesta el envío?",
    "size chart",
    "Straße",
    "50% de desconto",
    "l'adresse",
  ];
  const noise = fc
    .array(fc.constantFrom("!", "?", "…", "  ", "\n", "🙏🏽", "❤️", "*", "—", "\u200b "), {
      maxLength: 3,
    })
    .map((pieces) => ` ${pieces.join("")} `);

  test("a phrase matches however it is decorated", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...phrases),
        decoration(),
        noise,
        noise,
        (phrase, dress, a, b) => {
          const text = a + dress(phrase) + b;
          expect(said([rule("message", [phrase])], text)).toBe(phrase);
          expect(said([rule("contains", [phrase])], `xx${text}yy`)).toBe(phrase);
        },
      ),
    );
  });

  // One write transaction stands still meanwhile: with typos looked for it took 10 seconds.
  test.each([
    ["a word", "x".repeat(65_536)],
    ["a chain of hyphens", "x-".repeat(32_768)],
  ])("%s of 65,536 characters, as long as WhatsApp takes, holds nobody up", (_, text) => {
    const rules = compileRules([rule("contains", ["opening hours"])]);
    const started = performance.now();
    expect(matchRule(rules, text)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
  });

  test("nothing throws, and only a text that folds to the phrase is the whole phrase", () => {
    const rules = compileRules([rule("message", phrases), rule("contains", ["👍", "hours"])]);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const match = matchRule(rules, text);
        if (match?.kind === "hit" && match.nearness === "fold" && match.rule.match === "message") {
          expect(fold(text)).toBe(fold(match.phrase));
        }
      }),
    );
  });
});

/** Turns a phrase into another spelling of the same: case, accents, marks between the letters. */
function decoration(): fc.Arbitrary<(phrase: string) => string> {
  const letters: Record<string, (letter: string) => string> = {
    same: (letter) => letter,
    upper: (letter) => letter.toUpperCase(),
    accent: (letter) => (/\p{L}/u.test(letter) ? `${letter}\u0301` : letter),
    bare: (letter) => letter.normalize("NFKD").replaceAll(/\p{M}/gu, ""),
    hidden: (letter) => `${letter}\u200d`,
    wide: (letter) => (letter === " " ? "\u00a0 " : letter),
  };
  const names = fc.array(fc.constantFrom(...Object.keys(letters)), { minLength: 1, maxLength: 9 });
  return names.map((chosen) => (phrase) => {
    const dress = (letter: string, i: number) => letters[chosen[i % chosen.length]!]!(letter);
    return [...phrase].map(dress).join("");
  });
}
