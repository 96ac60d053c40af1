/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { turnWords } from "../../views/bot/talk.tsx";
import { type FlowTrial, Trial, TryPage, type TryTurn } from "../../views/flows/try-page.tsx";
import { languages } from "../../views/i18n.ts";
import type { RehearsedTurn } from "../rehearsals/rehearse-conversation.ts";
import { byId } from "../http/by-id.ts";
import { asForm, type Form, formOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { readHead, sayerOf } from "./editor-answers.tsx";
import { knownOf } from "./flow-desk.ts";
import { flowProblems, isPublishable } from "./flow-problems.ts";
import type { Flow } from "./flow.ts";
import { draftOf, getFlow } from "./flows.ts";
import { rehearseFlow } from "./rehearse-flow.ts";
import { readAnswer, sampleAnswer } from "./sample-answer.ts";
import { type FlowSayer, sayStep } from "./say-step.ts";

/** A place to talk to a draft before anybody else does. */
export function tryRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/flows/:id/try", byId(recado, showTry))
    .post("/bot/flows/:id/try", byId(recado, goOn), asForm);
}

const MOST_SAID = 40;

async function showTry(recado: Recado, request: Request, id: number): Promise<Response> {
  return answer(recado, request, id, formOf(new FormData()));
}

async function goOn(recado: Recado, request: Request, id: number): Promise<Response> {
  return answer(recado, request, id, await readForm(request));
}

async function answer(recado: Recado, request: Request, id: number, form: Form): Promise<Response> {
  const trial = await playDraft(recado, request, id, form);
  const { t } = meOf(request);
  if (isFragment(request)) return fragment(<Trial t={t} trial={trial} />);
  const head = await readHead(recado.db, await getFlow(recado.db, id));
  return page(<TryPage frame={await frameOf(recado, request)} head={head} trial={trial} />);
}

async function playDraft(
  recado: Recado,
  request: Request,
  flowId: number,
  form: Form,
): Promise<FlowTrial> {
  const sayer = await sayerOf(recado, request);
  const flow = draftOf(await getFlow(recado.db, flowId));
  const chosen = languages.find((language) => language === form.text("language"));
  const language = chosen ?? sayer.desk.language;
  const answer = answerIn(form, flow);
  const trial = { flowId, language, ...answer };
  if (!isPublishable(flowProblems(flow, knownOf(sayer.desk)))) return { ...trial, turns: null };
  const said = form.has("again") ? [] : saidIn(form);
  const json = readAnswer(answer.answer ?? "") ?? null;
  const turns = await rehearseFlow(recado, flowId, said, { language, answer: json });
  return { ...trial, turns: turns.map((turn, index) => present(turn, index, flow, sayer)) };
}

/** What other systems say: at first something that has all fields. Null: the flow asks none. */
function answerIn(form: Form, flow: Flow): Pick<FlowTrial, "answer" | "isBadAnswer"> {
  const sample = sampleAnswer(flow);
  if (!sample) return { answer: null, isBadAnswer: false };
  if (!form.has("answer")) return { answer: JSON.stringify(sample, null, 2), isBadAnswer: false };
  const answer = form.raw("answer").slice(0, 20_000);
  return { answer, isBadAnswer: answer.trim() !== "" && !readAnswer(answer) };
}

/** What was said goes along with each message; a pressed button comes beside the empty field. */
function saidIn(form: Form): string[] {
  const typed = form.all("say").map((text) => text.trim());
  const all = [...form.all("said"), typed.findLast(Boolean) ?? ""].filter(Boolean);
  return all.slice(0, MOST_SAID).map((text) => text.slice(0, 1000));
}

function present(turn: RehearsedTurn, index: number, flow: Flow, sayer: FlowSayer): TryTurn {
  const { t } = sayer;
  const id = turn.explanation?.considered.find((each) => each.what === "flow" && each.isTaken);
  const step = flow.steps.find((each) => id?.what === "flow" && each.id === id.step);
  const at = step ? t("flows.try.step", { title: sayStep(step, sayer) }) : "";
  return {
    say: index === 0 ? null : turn.say,
    heard: turn.heard,
    offered: turn.offered,
    why: index === 0 ? t("flows.try.begun") : [turnWords(t, turn), at].filter(Boolean).join(" — "),
  };
}
