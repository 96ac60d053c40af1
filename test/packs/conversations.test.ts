import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { checkTurn } from "../../src/rehearsals/check-turn.ts";
import { rehearseConversation } from "../../src/rehearsals/rehearse-conversation.ts";
import type { SampleTurn } from "../../src/rehearsals/samples.ts";
import type { Language } from "../../src/db/schema.ts";
import { exampleValues } from "../../src/packs/example-values.ts";
import type { Pack } from "../../src/packs/pack.ts";
import { packs } from "../../src/packs/packs.ts";
import { playable, switchPackOn, turnsOf } from "../../src/packs/switch-packs.ts";
import { languages } from "../../views/i18n.ts";
import { type Desk, openDesk } from "../support/desk.ts";

// All packs at once: what one of them asks must not be taken for another's.
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
  await desk.recado.write(async (tx) => {
    for (const pack of packs)
      await switchPackOn(tx, pack, exampleValues(pack), { by: null, language: "en", now: 1 });
  });
});
afterAll(() => desk.close());

async function problemsOf(turns: SampleTurn[], language: Language): Promise<string[]> {
  const played = await rehearseConversation(desk.recado, turns, { language, isKnown: true });
  return played.flatMap((turn, index) => {
    const problem = checkTurn(turns[index]!.expect, turn);
    const heard = turn.heard.join(" ¶ ");
    return problem ? [`${turn.say}: ${JSON.stringify(problem)} in “${heard}”`] : [];
  });
}

const cases = packs.flatMap((pack) =>
  languages.map((language) => [pack.key, language, pack] as [string, Language, Pack]),
);

describe.each(cases)("%s in %s", (_key, language, pack) => {
  test("its conversations play to their end", async () => {
    for (const sample of playable(pack, exampleValues(pack)))
      expect(await problemsOf(turnsOf(sample, language), language)).toEqual([]);
  });
});

test("a conversation that expects other words is found out", async () => {
  const turns: SampleTurn[] = [
    { say: "where is the shop?", expect: { outcome: "incident", contains: ["Green Street"] } },
  ];
  expect(await problemsOf(turns, "en")).toHaveLength(1);
});
