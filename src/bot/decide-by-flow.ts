import { hot } from "../db/hot.ts";
import { readTapId } from "../flows/prompt.ts";
import { repeatQuestion } from "../flows/repeat-question.ts";
import { textReply } from "../inbox/queue-reply.ts";
import { answerFlows, answerTappedFlow } from "../flows/answer-flows.ts";
import { readAnswer, answerOf } from "../flows/read-answer.ts";
import { listOpenRuns, runOf } from "../flows/runs.ts";
import type { FlowTurn } from "../flows/start-flow.ts";
import type { Asking } from "./asking.ts";
import { botDeskOf } from "./bot-desk.ts";
import { botTexts } from "./bot-texts.ts";
import { words } from "./fold.ts";
import { understand } from "../understanding/intents.ts";
import { matchRule } from "./match-rules.ts";
import { botAuthor, say } from "./say.ts";
import type { Decision } from "./turns.ts";

/**
 * A tapped button or row, a message that quotes a question, or the very words of an option: that
 * dialogue's own, whatever the words mean elsewhere.
 */
export async function decideByTappedFlow(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment } = asking;
  const tapped = await answerTappedFlow(tx, stored, desk, moment);
  if (tapped) return taken(asking, tapped);
  return (await namesOption(asking)) ? decideByFlow(asking) : undefined;
}

async function namesOption({ tx, stored, desk, moment, text }: Asking): Promise<boolean> {
  const [latest] = text ? await listOpenRuns(tx, stored.thread.id) : [];
  if (!latest) return false;
  return readAnswer(runOf(latest), answerOf(stored), desk, moment).kind === "option";
}

/** The dialogue that waits for an answer, unless the message plainly means something else. */
export async function decideByFlow(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, considered } = asking;
  const turn = await answerFlows(tx, stored, desk, moment, {
    isElsewhereBetter: () => meansSomethingElse(asking),
    consider: (consideration) => considered.push(consideration),
  });
  return turn && taken(asking, turn);
}

async function meansSomethingElse({ tx, stored, desk, text }: Asking): Promise<boolean> {
  if (!text) return false;
  if (matchRule(desk.rules, text)?.kind === "hit") return true;
  const { intents } = await botDeskOf(tx, desk);
  const understood = understand(intents, text, stored.language);
  if (understood.kind !== "hit") return false;
  const [latest] = await listOpenRuns(tx, stored.thread.id);
  const isSame = understood.id === `incident:${latest?.incident_id}`;
  // "damaged" to "what is the reason?" is an answer that does not fit, no wish to begin anew.
  return !isSame || words(text).length > mostOfAnAnswer;
}

/** Words. */
const mostOfAnAnswer = 2;

/** A button of a question that is over, and that nothing else knows: what waits is asked again. */
export async function decideByOldTap(asking: Asking): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, considered } = asking;
  if (!readTapId(stored.message.content.choice?.id)) return undefined;
  const over = botTexts.over[stored.language];
  const repeated = await repeatQuestion(tx, stored, desk, moment, over);
  if (repeated) return taken(asking, repeated);
  considered.push({ what: "old-tap", isTaken: true });
  const text = `${over} ${botTexts.howCanIHelp[stored.language]}`;
  await say(tx, stored, moment, textReply(botAuthor, text), { kind: "miss" });
  return { outcome: "flow" };
}

const findRun = hot((db, p: { id: number }) =>
  db.selectFrom("flow_runs").select(["flow_id", "incident_id"]).where("id", "=", p.id),
);

async function taken({ tx, considered }: Asking, turn: FlowTurn): Promise<Decision> {
  considered.push(turn.consideration);
  const [run] = await findRun(tx, { id: turn.runId });
  return {
    outcome: turn.end === "handed-over" || turn.end === "failed" ? "hand-over" : "flow",
    flowId: run?.flow_id ?? null,
    incidentId: run?.incident_id ?? null,
    runId: turn.runId,
  };
}
