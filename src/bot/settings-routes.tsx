/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type BotSettingsDraft,
  type BotSettingsErrors,
  BotSettingsPage,
} from "../../views/bot/bot-settings-page.tsx";
import { HoursFields } from "../../views/bot/hours-fields.tsx";
import type { TextKey } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { dateAt, knownCountry } from "../routing/calendar.ts";
import { dayWords, nextHolidays } from "../routing/holidays.ts";
import { type BotSettings, getSetting, saveSetting } from "../settings/settings.ts";
import { draftOfHours, editHours, readHoursDraft, requireHours } from "./hours-draft.ts";
import { botLimits, draftOfLimits, readLimitsDraft, requireLimits } from "./limits.ts";
import { formatOpening } from "./opening-hours.ts";
import { readTexts } from "./rule-form.ts";

/** Greeting, opening hours, away text, and the business's own words for a person. */
export function botSettingsRoutes(recado: Recado) {
  return new Elysia()
    .get("/bot/settings", ({ request, query }) =>
      showSettings(recado, request, query.done === "saved"),
    )
    .post("/bot/settings", ({ request }) => saveSettings(recado, request), asForm)
    .post("/bot/settings/hours", ({ request }) => draftHours(recado, request), asForm);
}

async function showSettings(recado: Recado, request: Request, isSaved: boolean): Promise<Response> {
  const bot = await getSetting(recado.db, "bot");
  const { greeting, away, hours, handOverWords, isOpenOnHolidays = false } = bot;
  const limits = draftOfLimits(botLimits(bot));
  return settingsPage(
    recado,
    request,
    { greeting, away, hours: draftOfHours(hours), isOpenOnHolidays, handOverWords, limits },
    { isSaved },
  );
}

async function saveSettings(recado: Recado, request: Request): Promise<Response> {
  const draft = readDraft(await readForm(request));
  try {
    const change = requireSettings(draft);
    await recado.write(async (tx) => {
      await saveSetting(
        tx,
        "bot",
        { ...(await getSetting(tx, "bot")), ...change },
        recado.clock.now(),
      );
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return settingsPage(recado, request, draft, { error });
  }
  return redirect("/bot/settings?done=saved", request);
}

/** The form with one span more or less: nothing is saved. */
async function draftHours(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const form = await readForm(request);
  const { timezone } = await businessOf(recado, request);
  return fragment(
    <HoursFields
      t={t}
      draft={editHours(readHoursDraft(form), form.text("edit"))}
      timezone={timezone}
    />,
  );
}

function readDraft(form: Form): BotSettingsDraft {
  const words = form.raw("words").split(/\r?\n/);
  return {
    greeting: readTexts(form, "greeting"),
    away: readTexts(form, "away"),
    hours: readHoursDraft(form),
    isOpenOnHolidays: form.has("holidays-shown") && !form.has("holidays"),
    handOverWords: [...new Set(words.map((word) => word.trim()).filter(Boolean))],
    limits: readLimitsDraft(form),
  };
}

const LONGEST_TEXT = 4096;
const MOST_WORDS = 100;
const LONGEST_WORD = 60;

/** @throws AppError `invalid`. */
function requireSettings(draft: BotSettingsDraft): Omit<BotSettings, "isEnabled"> {
  for (const field of ["greeting", "away"] as const) {
    if (Object.values(draft[field]).every((text) => text.length <= LONGEST_TEXT)) continue;
    throw new AppError("invalid", `${field}: at most ${LONGEST_TEXT} characters.`, {
      key: "error.bot-text-long",
    });
  }
  if (
    draft.handOverWords.length > MOST_WORDS ||
    draft.handOverWords.some((word) => word.length > LONGEST_WORD)
  ) {
    throw new AppError(
      "invalid",
      `words: at most ${MOST_WORDS} of at most ${LONGEST_WORD} characters.`,
      { key: "error.bot-words" },
    );
  }
  const { greeting, away, handOverWords, isOpenOnHolidays } = draft;
  return {
    greeting,
    away,
    handOverWords,
    isOpenOnHolidays,
    hours: requireHours(draft.hours),
    limits: requireLimits(draft.limits),
  };
}

const fieldOf: Partial<Record<TextKey, (draft: BotSettingsDraft) => keyof BotSettingsErrors>> = {
  "error.bot-hours": () => "hours",
  "error.bot-words": () => "handOverWords",
  "error.bot-limits": () => "limits",
  "error.bot-text-long": ({ greeting }) =>
    Object.values(greeting).some((text) => text.length > LONGEST_TEXT) ? "greeting" : "away",
};

async function settingsPage(
  recado: Recado,
  request: Request,
  draft: BotSettingsDraft,
  { isSaved = false, error }: { isSaved?: boolean; error?: AppError },
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t, language } = frame.me;
  const business = await businessOf(recado, request);
  const { isEnabled } = await getSetting(recado.db, "bot");
  const field = error?.key ? fieldOf[error.key]?.(draft) : undefined;
  const errors: BotSettingsErrors =
    field && error?.key ? { [field]: t(error.key, error.values) } : {};
  return page(
    <BotSettingsPage
      frame={frame}
      draft={draft}
      errors={errors}
      isOn={isEnabled}
      business={business}
      holidays={holidaysOf(recado, business, language)}
      openingExample={exampleOpening(recado, business.timezone, language)}
      done={isSaved ? t("bot.settings.saved") : undefined}
    />,
    { status: error?.status ?? 200 },
  );
}

async function businessOf(recado: Recado, request: Request) {
  return (
    (await getSetting(recado.db, "business")) ?? {
      name: "Recado",
      language: meOf(request).language,
      timezone: "UTC",
    }
  );
}

/** Of the business's country, where we know them: with the next one, in the reader's words. */
function holidaysOf(
  { clock }: Recado,
  business: { timezone: string; country?: string | null },
  language: Language,
): { country: string; next: string } | null {
  const country = knownCountry(business.country);
  if (!country) return null;
  const today = dateAt(business, clock.now()).toString();
  const next = nextHolidays(country, today, 1)
    .map(({ date, name }) => `${dayWords(date, language)}, ${name}`)
    .join();
  const names = new Intl.DisplayNames([language], { type: "region" });
  return { country: names.of(country) ?? country, next };
}

/** Tomorrow at nine, in the words that customers would read. */
function exampleOpening(
  recado: Recado,
  timezone: string,
  language: Parameters<typeof formatOpening>[2],
): string {
  const now = recado.clock.now();
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .add({ days: 1 });
  const nine = tomorrow.toZonedDateTime({
    timeZone: timezone,
    plainTime: Temporal.PlainTime.from("09:00"),
  });
  return formatOpening(nine.epochMilliseconds, timezone, language, now);
}
