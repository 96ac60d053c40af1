/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { WordsPage, type WordsView } from "../../views/consent/words-page.tsx";
import { fold } from "../bot/fold.ts";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText, redirectDone } from "../settings/done.ts";
import { type ConsentSettings, getSetting, saveSetting } from "../settings/settings.ts";
import { listPurposeKeys } from "./purposes.ts";
import { fixedStopWords, readNo, readYes, startWords, stopWords } from "./stop-words.ts";

const PATH = "/consent/words";
const MOST_WORDS = 100;
const LONGEST_WORD = 40;

/** The words by which people stop and start, and the few choices beside them. */
export function wordRoutes(recado: Recado) {
  return new Elysia()
    .get(PATH, async ({ request, query }) => {
      const settings = await getSetting(recado.db, "consent");
      return wordsPage(recado, request, settings, { done: doneText(meOf(request).t, query) });
    })
    .post(PATH, ({ request }) => save(recado, request), asForm);
}

async function save(recado: Recado, request: Request): Promise<Response> {
  const settings = readSettings(await readForm(request), await listPurposeKeys(recado.db));
  const wrong = wrongWord(settings);
  if (wrong !== undefined)
    return wordsPage(recado, request, settings, {
      error: new AppError("invalid", `"${wrong}" cannot be such a word.`, {
        key: "error.consent-word",
        values: { word: wrong },
      }),
    });
  await recado.write((tx) => saveSetting(tx, "consent", settings, recado.clock.now()));
  return redirectDone(PATH, "words-saved");
}

function readSettings(form: Form, purposes: readonly string[]): ConsentSettings {
  const names = form.all("template");
  const chosen = form.all("purpose");
  const pairs = names.map((name, index) => [name, chosen[index] ?? ""] as const);
  return {
    stopWords: ownList([...fixedStopWords, ...linesOf(form.raw("stop"))], stopWords),
    startWords: ownList(linesOf(form.raw("start")), startWords),
    asksAds: form.has("ads"),
    templatePurposes: Object.fromEntries(pairs.filter(([, purpose]) => purposes.includes(purpose))),
  };
}

/** Null where it is ours: then words that a later version adds count by themselves. */
function ownList(words: readonly string[], ours: readonly string[]): string[] | null {
  const own = [...new Map(words.map((word) => [fold(word), word])).values()];
  const isOurs =
    own.length === ours.length && own.every((word) => ours.some((one) => fold(one) === fold(word)));
  return isOurs ? null : own;
}

/** STOP ends and START begins; no word does both, and none is a plain yes or no. */
function wrongWord({ stopWords: stop, startWords: start }: ConsentSettings): string | undefined {
  const stops = stop ?? stopWords;
  const starts = start ?? startWords;
  const ends = new Set(stops.map(fold));
  if (stops.length > MOST_WORDS || starts.length > MOST_WORDS) return [...stops, ...starts].at(-1);
  const isWrong = (word: string) =>
    fold(word) === "" || word.length > LONGEST_WORD || readYes(word) || readNo(word);
  return stops.find(isWrong) ?? starts.find((word) => isWrong(word) || ends.has(fold(word)));
}

/** A word a line; commas part them, too. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter(Boolean);
}

async function wordsPage(
  recado: Recado,
  request: Request,
  { stopWords: stop, startWords: start, asksAds, templatePurposes }: ConsentSettings,
  { error, done }: { error?: AppError; done?: string } = {},
): Promise<Response> {
  const me = meOf(request);
  const names = await readPurposeNames(recado.db, me);
  const templates = await recado.db
    .selectFrom("templates")
    .select("name")
    .distinct()
    .where("category", "!=", "MARKETING")
    .where("status", "=", "APPROVED")
    .orderBy("name")
    .limit(100)
    .execute();
  const words: WordsView = {
    stop: (stop ?? stopWords).join("\n"),
    start: (start ?? startWords).join("\n"),
    asksAds,
    templates: templates.map(({ name }) => ({ name, purpose: templatePurposes[name] ?? "" })),
    purposes: [...names].map(([value, label]) => ({ value, label })),
    error: error?.key && me.t(error.key, error.values),
  };
  const frame = await frameOf(recado, request);
  const markup = <WordsPage frame={frame} words={words} done={done} />;
  return page(markup, { status: error?.status ?? 200 });
}
