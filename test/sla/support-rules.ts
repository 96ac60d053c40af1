import { insertRule } from "../../src/bot/rules.ts";
import type { Recado } from "../../src/recado.ts";

/** A rule of the bot that answers these words. */
export function saveRule(recado: Recado, phrase: string, answer: string) {
  return recado.write((tx) =>
    insertRule(
      tx,
      {
        name: phrase,
        match: "contains",
        phrases: [phrase],
        answers: { en: answer },
        action: "answer",
        enabled: true,
      },
      recado.clock.now(),
    ),
  );
}
