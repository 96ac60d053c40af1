import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { BotRulesTable, Instant, Language, RuleAction, RuleMatch } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";

export type RuleRow = Selectable<BotRulesTable>;

/** A rule as people and programs write it. */
export interface RuleInput {
  name: string;
  match: RuleMatch;
  phrases: string[];
  answers: Partial<Record<Language, string>>;
  action: RuleAction;
  enabled: boolean;
}

export async function listRules(db: Db): Promise<RuleRow[]> {
  return db.selectFrom("bot_rules").selectAll().orderBy("position").orderBy("id").execute();
}

/** @throws AppError `not-found`. */
export async function getRule(db: Db, id: number): Promise<RuleRow> {
  const rule = Number.isSafeInteger(id)
    ? await db.selectFrom("bot_rules").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!rule)
    throw new AppError("not-found", "There is no rule with this id.", { key: "error.no-rule" });
  return rule;
}

const MOST_PHRASES = 100;
const LONGEST_PHRASE = 200;
const LONGEST_ANSWER = 4096;

/** Trims, drops what is empty. @throws AppError `invalid` that says which field and why. */
function requireRule(input: RuleInput): RuleInput {
  const name = input.name.trim();
  const phrases = [...new Set(input.phrases.map((phrase) => phrase.trim()).filter(Boolean))];
  const answers = Object.fromEntries(
    Object.entries(input.answers)
      .map(([language, text]) => [language, text.trim()] as const)
      .filter(([, text]) => text),
  ) as RuleInput["answers"];
  if (!name || name.length > 80)
    throw new AppError("invalid", "name: give a name of at most 80 characters.", {
      key: "error.rule-name",
    });
  if (
    phrases.length === 0 ||
    phrases.length > MOST_PHRASES ||
    phrases.some((phrase) => phrase.length > LONGEST_PHRASE)
  ) {
    throw new AppError(
      "invalid",
      `phrases: give 1 to ${MOST_PHRASES} phrases of at most ${LONGEST_PHRASE} characters.`,
      { key: "error.rule-phrases" },
    );
  }
  const texts = Object.values(answers);
  if (input.action === "answer" && texts.length === 0) {
    throw new AppError("invalid", "answers: give an answer in at least one language.", {
      key: "error.rule-answers",
    });
  }
  if (texts.some((text) => text.length > LONGEST_ANSWER)) {
    throw new AppError("invalid", `answers: an answer has at most ${LONGEST_ANSWER} characters.`, {
      key: "error.rule-long-answer",
    });
  }
  return { ...input, name, phrases, answers };
}

export async function insertRule(tx: Tx, input: RuleInput, now: Instant): Promise<RuleRow> {
  const { position } = await tx
    .selectFrom("bot_rules")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("position"))
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("bot_rules")
    .values({
      ...columnsOf(requireRule(input)),
      position: position + 1,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateRule(
  tx: Tx,
  id: number,
  input: RuleInput,
  now: Instant,
): Promise<RuleRow> {
  await getRule(tx, id);
  return tx
    .updateTable("bot_rules")
    .set({ ...columnsOf(requireRule(input)), updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteRule(tx: Tx, id: number): Promise<void> {
  await getRule(tx, id);
  await tx.deleteFrom("bot_rules").where("id", "=", id).execute();
}

function columnsOf(input: RuleInput) {
  return {
    name: input.name,
    match: input.match,
    phrases: JSON.stringify(input.phrases),
    answers: JSON.stringify(input.answers),
    action: input.action,
    is_enabled: input.enabled ? (1 as const) : (0 as const),
  };
}
