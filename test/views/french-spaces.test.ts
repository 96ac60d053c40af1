import { expect, test } from "bun:test";
import { spaceFrench, translator } from "../../views/i18n.ts";

test("a French colon, question mark or quote never begins a line", () => {
  expect(spaceFrench("Vraiment ? Oui : « demain » ; enfin !")).toBe(
    "Vraiment\u00a0? Oui\u00a0: «\u00a0demain\u00a0»\u00a0; enfin\u00a0!",
  );
  expect(spaceFrench("à 10:30, déjà ici")).toBe("à 10:30, déjà ici");
});

test("what people wrote is left as they wrote it, and other languages are left alone", () => {
  const values = { list: "Ana : oui ?" };
  expect(translator("fr")("bulk.overtaken", values)).toBe(
    "Modifiés entre-temps et laissés tels quels\u00a0: Ana : oui ?.",
  );
  expect(translator("en")("bulk.overtaken", values)).toContain("alone: Ana : oui ?");
});
