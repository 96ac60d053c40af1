import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import {
  compileIntents,
  groupByLikeness,
  type IntentSource,
  understand,
} from "../../src/understanding/intents.ts";
import type { Language } from "../../src/db/schema.ts";

const sources: IntentSource[] = [
  {
    id: "incident:1",
    name: "Where is my order?",
    samples: {
      en: ["where is my order", "has my parcel been shipped", "track my package"],
      fr: ["où est ma commande", "suivre mon colis", "ma commande est-elle expédiée"],
      pt: ["cadê meu pedido", "meu pedido já foi enviado?", "rastrear minha encomenda"],
      es: ["dónde está mi pedido", "ya enviaron mi pedido", "rastrear mi paquete"],
    },
  },
  {
    id: "incident:2",
    name: "Refund",
    samples: {
      en: ["I want a refund", "how do I get my money back", "when is my refund paid"],
      fr: ["je veux un remboursement", "comment être remboursé", "quand suis-je remboursé"],
      pt: ["quero reembolso", "como recebo meu dinheiro de volta", "cadê meu estorno"],
      es: ["quiero un reembolso", "cómo me devuelven el dinero", "cuándo llega mi reembolso"],
    },
  },
  {
    id: "incident:3",
    name: "Opening hours",
    samples: {
      en: ["when do you open", "are you open on sunday", "opening hours"],
      fr: ["quand ouvrez-vous", "êtes-vous ouverts le dimanche", "horaires d'ouverture"],
      pt: ["que horas vocês abrem", "abrem no domingo?", "horário de funcionamento"],
      es: ["a qué hora abren", "abren el domingo", "horario de apertura"],
    },
  },
  {
    id: "article:4",
    name: "It does not start",
    samples: { en: ["my laptop does not start", "the computer won't turn on"] },
  },
];
const intents = compileIntents(sources);
const taken = (text: string, language: Language = "en") => {
  const understood = understand(intents, text, language);
  return understood.kind === "hit" ? understood.id : understood.kind;
};

describe("a text is understood", () => {
  test.each([
    ["en", "where's my parcel?", "incident:1"],
    ["en", "any news, where is my ORDER 104233 ??", "incident:1"],
    ["en", "i want my money back!!!", "incident:2"],
    ["en", "refnud please", "incident:2"],
    ["en", "what time do you open on Sundays", "incident:3"],
    ["en", "my laptop doesn't start", "article:4"],
    ["fr", "mon colis est où svp", "incident:1"],
    ["fr", "je souhaite être remboursée", "incident:2"],
    ["fr", "vous ouvrez à quelle heure dimanche ?", "incident:3"],
    ["pt", "kd minha encomenda", "incident:1"],
    ["pt", "quero o estorno do meu dinheiro", "incident:2"],
    ["pt", "vcs abrem domingo?", "incident:3"],
    ["es", "donde esta mi paquete", "incident:1"],
    ["es", "quiero que me reembolsen", "incident:2"],
    ["es", "abren los domingos?", "incident:3"],
  ] as const)("%s: %s", (language, text, id) => {
    expect(taken(text, language)).toBe(id);
  });
});

describe("no answer is better than a wrong one", () => {
  test.each([
    ["en", "I don't want a refund"],
    ["en", "I do not need my money back, keep it"],
    ["fr", "je ne veux pas de remboursement"],
    ["pt", "não quero reembolso"],
    ["es", "no quiero reembolso"],
    ["en", "the weather is lovely"],
    ["en", "where is my brother"],
    ["en", "is it for you"],
    ["en", "1042"],
    ["en", "#88213"],
    ["en", "👍"],
    ["en", ""],
    ["en", "ok"],
    ["fr", "merci beaucoup"],
    ["pt", "bom dia"],
  ] as const)("%s: %p", (language, text) => {
    expect(taken(text, language)).toBe("none");
  });
});

test("an order number, a link and a greeting change nothing", () => {
  const plain = understand(intents, "where is my parcel", "en").candidates[0]!;
  for (const text of ["where is my parcel 1042-B7", "where is my parcel https://x.example/1"])
    expect(understand(intents, text, "en").candidates[0]).toEqual(plain);
});

test("a sample of another language is found, and by the same meaning in a third", () => {
  expect(taken("where is my order", "pt")).toBe("incident:1");
  const onlyEnglish = compileIntents([
    { ...sources[1]!, samples: { en: sources[1]!.samples.en } },
    sources[3]!,
  ]);
  const [candidate] = understand(onlyEnglish, "quero reembolso", "pt").candidates;
  expect(candidate).toMatchObject({ id: "incident:2", language: "en" });
  expect(candidate!.words).toContainEqual(
    expect.objectContaining({ said: "reembolso", how: "synonym" }),
  );
});

test("one sentence of a long message may say it, if no other says something else", () => {
  const told = understand(
    intents,
    "Hi, my name is Paul and I live near the lake. Where is my order?",
    "en",
  );
  expect(told).toMatchObject({ kind: "hit", id: "incident:1" });
  expect(told.candidates[0]!.sentence).toBe("Where is my order?");
  expect(taken("I don't want a refund. Where is my order?")).toBe("incident:1");
  expect(
    taken("Lovely weather here at the lake with my brother. Where is my order? I want a refund."),
  ).toBe("none");
});

test("the very words of a sample win, whoever else is near", () => {
  const twins = compileIntents([
    { id: "a", name: "A", samples: { en: ["change my order"] } },
    { id: "b", name: "B", samples: { en: ["change my order please"] } },
  ]);
  expect(understand(twins, "Change my order!", "en")).toMatchObject({ kind: "hit", id: "a" });
});

test("two that are equally near tie; more than three are none", () => {
  const cancel = (name: string) => ({ id: name, name, samples: { en: [`cancel my ${name}`] } });
  const [order, visit, lesson, parking] = ["order", "visit", "lesson", "parking"].map(cancel);
  expect(understand(compileIntents([order!, visit!]), "cancel", "en")).toMatchObject({
    kind: "tie",
    ids: ["order", "visit"],
  });
  expect(understand(compileIntents([order!, visit!, lesson!, parking!]), "cancel", "en").kind).toBe(
    "none",
  );
});

test("each candidate tells which word it was understood by, and how", () => {
  const [first] = understand(intents, "tracking my packge, ordered yesterday", "en").candidates;
  expect(first!.words.map(({ said, meant, how }) => [said, meant, how])).toEqual([
    ["tracking", "track", "stem"],
    ["my", "my", "same"],
    ["packge", "package", "typo"],
    ["ordered", "order", "stem"],
  ]);
  expect(first!.missing).toEqual(["yesterday"]);
  expect(JSON.parse(JSON.stringify(first))).toEqual(first!);
});

test("the same text is understood the same way each time, whatever the order of intents", () => {
  const turned = compileIntents([...sources].reverse());
  for (const text of ["where is my refund", "track my order", "open?"]) {
    const once = understand(intents, text, "en");
    expect(understand(intents, text, "en")).toEqual(once);
    expect(understand(turned, text, "en").candidates.map(({ score }) => score)).toEqual(
      once.candidates.map(({ score }) => score),
    );
  }
});

test("no intents and endless texts are no trouble", () => {
  expect(understand(compileIntents([]), "where is my order", "en")).toEqual({
    kind: "none",
    candidates: [],
  });
  const start = performance.now();
  expect(taken("lorem ipsum ".repeat(20_000))).toBe("none");
  expect(taken("x".repeat(200_000))).toBe("none");
  expect(performance.now() - start).toBeLessThan(500);
});

test("whatever is written or taught, scores lie between 0 and 1 and the best comes first", () => {
  const languages = ["en", "fr", "pt", "es"] as const;
  const words = "order my refund não pas where no constructor __proto__ 🙏 l'été 42 ñ".split(" ");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(" ")),
  );
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 6 }),
      text,
      fc.constantFrom(...languages),
      (taught, said, language) => {
        const own = taught.map((sample, i) => ({
          id: `i${i}`,
          name: sample,
          samples: { [language]: [sample] },
        }));
        const { candidates } = understand(compileIntents(own), said, language);
        const scores = candidates.map(({ score }) => score);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 500 },
  );
});

test("questions that ask the same come together, the most frequent first", () => {
  const ask = (text: string, language: Language = "en") => ({ text, language });
  const groups = groupByLikeness([
    ask("do you have gift wrapping"),
    ask("what is the wifi password"),
    ask("wifi password pls"),
    ask("qual a senha do wifi", "pt"),
    ask("gift wrapping possible?"),
    ask("WIFI PASSWORD, pls"),
    ask("is there a lift"),
    ask("👍"),
  ]);
  expect(groups.map((group) => group.map(({ text }) => text))).toEqual([
    [
      "wifi password pls",
      "WIFI PASSWORD, pls",
      "what is the wifi password",
      "qual a senha do wifi",
    ],
    ["do you have gift wrapping", "gift wrapping possible?"],
    ["is there a lift"],
    ["👍"],
  ]);
});
