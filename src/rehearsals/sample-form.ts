import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Form, idOf } from "../http/form.ts";
import type { TestDraft, TurnDraft } from "../../views/bot/test-form.tsx";
import { languages } from "../../views/i18n.ts";
import type { RehearsedTurn } from "./rehearse-conversation.ts";
import { expectable, type SampleInput } from "./sample-rows.ts";
import type { SampleExpectation, SampleTurn } from "./samples.ts";

export const emptyTurn: TurnDraft = { turn: { say: "", expect: {} }, system: "" };

export function draftOfSample({ turns, ...test }: SampleInput): TestDraft {
  return {
    ...test,
    turns: turns.map((turn) => ({
      turn,
      system: turn.lookUps?.[0] ? JSON.stringify(turn.lookUps[0]) : "",
    })),
  };
}

export function languageOf(form: Form, fallback: Language): Language {
  return languages.find((language) => language === form.text("language")) ?? fallback;
}

/** @throws AppError `invalid` where another system's answer is no JSON object. */
export function readSample(form: Form, fallback: Language): SampleInput {
  const flow = idOf(form.text("flow"));
  return {
    name: form.text("name", 80),
    language: languageOf(form, fallback),
    flowId: Number.isNaN(flow) ? null : flow,
    turns: readTurns(form).map(({ turn, system }) =>
      system ? { ...turn, lookUps: [readObject(system)] } : turn,
    ),
  };
}

/** The turns as the form has them, one more or one less. */
export function editTurns(form: Form): TurnDraft[] {
  const turns = readTurns(form);
  const [word, place] = form.text("edit").split(" ");
  if (word === "add") return [...turns, emptyTurn];
  const left = turns.filter((_, index) => index !== Number(place));
  return left.length > 0 ? left : [emptyTurn];
}

function readTurns(form: Form): TurnDraft[] {
  const [outcome, named, contains, after, system] = [
    "outcome",
    "named",
    "contains",
    "after",
    "system",
  ].map((name) => form.all(name)) as [string[], string[], string[], string[], string[]];
  return form.all("say").map((say, index) => {
    const minutes = Number(after[index] || 0);
    return {
      turn: {
        say: say.trim(),
        ...(minutes > 0 && Number.isInteger(minutes) ? { afterMinutes: minutes } : {}),
        expect: readExpectation(outcome[index] ?? "", named[index] ?? "", contains[index] ?? ""),
      },
      system: system[index]?.trim() ?? "",
    };
  });
}

function readExpectation(outcome: string, name: string, contains: string): SampleExpectation {
  const expected = expectable.find((each) => each === outcome);
  const words = contains.split("|").map((each) => each.trim());
  const kept = words.filter(Boolean);
  return {
    ...(expected === "silence" ? { isSilent: true } : expected ? { outcome: expected } : {}),
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(kept.length > 0 ? { contains: kept } : {}),
  };
}

function readObject(text: string): Record<string, unknown> {
  const refused = () =>
    new AppError("invalid", "system: write a JSON object, or leave it empty.", {
      key: "error.sample-system",
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused();
  return value as Record<string, unknown>;
}

/** A conversation as it was heard, expected to go the same way again. */
export function turnsOfTalk(heard: readonly RehearsedTurn[]): SampleTurn[] {
  return heard.map(({ say, heard: said, outcome, name }) => ({
    say,
    expect:
      said.length === 0
        ? { isSilent: true }
        : {
            ...(outcome && expectable.some((each) => each === outcome) ? { outcome } : {}),
            ...(name ? { name } : {}),
          },
  }));
}
