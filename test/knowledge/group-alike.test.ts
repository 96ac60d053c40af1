import { expect, test } from "bun:test";
import { groupAlike } from "../../src/knowledge/group-alike.ts";

const pt = (text: string) => ({ text, language: "pt" as const });
const group = async (...texts: string[]) =>
  (await groupAlike(texts.map(pt))).map((of) => of.map(({ text }) => text));

test("greetings and signatures around the same answer do not part it", async () => {
  const answer = "para trocar traga a peça com a etiqueta e a nota em até 30 dias";
  const texts = [answer, `Oi Ana, ${answer}`, `${answer}. Qualquer dúvida me chame!`];
  expect(await group(...texts)).toEqual([texts]);
});

test("answers about different things stay apart, the most frequent first", async () => {
  const exchange = "para trocar traga a peça com a etiqueta e a nota em até 30 dias";
  const pix = "o pagamento por pix tem cinco por cento de desconto no site";
  expect(await group(exchange, pix, pix)).toEqual([[pix, pix], [exchange]]);
});

test("the same said in another order of words is alike, too", async () => {
  const [one = [], ...others] = await group(
    "a peça pode ser trocada na loja com a nota e a etiqueta",
    "com a etiqueta e a nota pode ser trocada na loja a peça",
  );
  expect(one).toHaveLength(2);
  expect(others).toEqual([]);
});
