/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { BotSwitch } from "../../views/bot/bot-layout.tsx";
import { BotPage } from "../../views/bot/bot-page.tsx";
import { TryAnswer } from "../../views/bot/try-it.tsx";
import type { Trial } from "../../views/bot/try-it.tsx";
import { readConsentRules } from "../consent/consent-rules.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { coverageRoutes } from "../reports/coverage-routes.tsx";
import { figuresRoutes } from "../reports/figures-routes.tsx";
import { handOverWords } from "./bot-texts.ts";
import { rehearseAnswer } from "../rehearsals/rehearse-answer.ts";
import { itemOf } from "./rule-form.ts";
import { listRules } from "./rules.ts";
import { botRuleRoutes } from "./rule-routes.tsx";
import { sampleRoutes } from "../rehearsals/sample-routes.tsx";
import { botSettingsRoutes } from "./settings-routes.tsx";

/** The bot's pages: its rules, a place to try them, and what it says besides. */
export function botRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot", ({ request, query }) => showBot(recado, request, query))
    .get("/bot/try", ({ request, query }) => tryMessage(recado, request, query))
    .put("/bot/enabled", ({ request }) => switchBot(recado, request), asForm)
    .use(botRuleRoutes(recado))
    .use(botSettingsRoutes(recado))
    .use(sampleRoutes(recado))
    .use(coverageRoutes(recado))
    .use(figuresRoutes(recado));
}

type Query = Record<string, string | undefined>;

async function showBot(recado: Recado, request: Request, query: Query): Promise<Response> {
  const frame = await frameOf(recado, request);
  const rules = (await listRules(recado.db)).map(itemOf);
  const trial = await runTrial(recado, query);
  const { stop, start } = await readConsentRules(recado.db);
  const words = { stop, start, person: handOverWords };
  const done = query.done === "saved" ? frame.me.t("bot.saved") : undefined;
  return page(<BotPage frame={frame} rules={rules} trial={trial} words={words} done={done} />);
}

async function tryMessage(recado: Recado, request: Request, query: Query): Promise<Response> {
  const { t } = meOf(request);
  return fragment(<TryAnswer t={t} trial={await runTrial(recado, query)} />);
}

/** An empty message has no answer. */
async function runTrial(recado: Recado, query: Query): Promise<Trial> {
  const { isEnabled, hours } = await getSetting(recado.db, "bot");
  const text = (query.try ?? "").trim();
  const rehearsal = {
    text,
    isFirst: query.first === "1",
    isClosed: query.closed === "1" && hours !== null,
  };
  const answer = text ? await rehearseAnswer(recado, rehearsal) : null;
  return { ...rehearsal, hasHours: hours !== null, isBotOn: isEnabled, answer };
}

async function switchBot(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const isEnabled = (await readForm(request)).has("enabled");
  await recado.write(async (tx) => {
    await saveSetting(
      tx,
      "bot",
      { ...(await getSetting(tx, "bot")), isEnabled },
      recado.clock.now(),
    );
  });
  return fragment(<BotSwitch t={t} isOn={isEnabled} />);
}
