/** @jsxImportSource preact */
import { limitRanges, type LimitsDraft } from "../../src/bot/limits.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Frame } from "../layout.tsx";
import { type Translate, translator } from "../i18n.ts";
import { Panel } from "../settings/panel.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";
import { BotLayout } from "./bot-layout.tsx";
import { type HoursDraft, HoursFields } from "./hours-fields.tsx";
import { LanguageTabs } from "./language-tabs.tsx";

/** What the form holds, saved or not. */
export interface BotSettingsDraft {
  greeting: Partial<Record<Language, string>>;
  away: Partial<Record<Language, string>>;
  hours: HoursDraft;
  isOpenOnHolidays: boolean;
  handOverWords: string[];
  limits: LimitsDraft;
}

export interface BotSettingsErrors {
  greeting?: string;
  away?: string;
  hours?: string;
  handOverWords?: string;
  limits?: string;
}

interface BotSettingsProps {
  frame: Frame;
  draft: BotSettingsDraft;
  errors?: BotSettingsErrors;
  isOn: boolean;
  business: { name: string; language: Language; timezone: string };
  /** The country whose public holidays we know, and its next one; null: none. */
  holidays: { country: string; next: string } | null;
  /** "tomorrow at 09:00", as {opening} would read. */
  openingExample: string;
  done?: string;
}

/** `/bot/settings`: greeting, hours, away text and words for a person, saved together. */
export function BotSettingsPage(props: BotSettingsProps) {
  const { frame, draft, errors = {}, isOn, business, holidays, done } = props;
  const { t } = frame.me;
  return (
    <BotLayout frame={frame} tab="settings" title={t("bot.tab.settings")} isOn={isOn} done={done}>
      <form class="stack narrow" method="post" action="/bot/settings">
        <Panel id="greeting" title={t("bot.greeting")}>
          <Greeting {...props} />
        </Panel>
        <Panel id="opening-hours" title={t("bot.hours")}>
          <HoursFields
            t={t}
            draft={draft.hours}
            timezone={business.timezone}
            error={errors.hours}
          />
          {holidays && (
            <>
              <input type="hidden" name="holidays-shown" value="1" />
              <Checkbox
                id="holidays"
                label={t("bot.holidays", { country: holidays.country })}
                hint={t("bot.holidays.hint", { next: holidays.next })}
                checked={!draft.isOpenOnHolidays}
              />
            </>
          )}
        </Panel>
        <Panel id="away" title={t("bot.away")}>
          <Away {...props} />
        </Panel>
        <Panel id="hand-over" title={t("bot.hand-over")}>
          <HandOverWords t={t} words={draft.handOverWords} error={errors.handOverWords} />
          <Limits t={t} names={["misses", "unresolvedMinutes"]} limits={draft.limits} />
        </Panel>
        <Panel id="limits" title={t("bot.limits")}>
          <p class="hint">{t("bot.limits.hint")}</p>
          <Limits t={t} names={["answers", "withinMinutes"]} limits={draft.limits} />
          {errors.limits && (
            <small class="error" role="alert">
              {errors.limits}
            </small>
          )}
        </Panel>
        <SaveActions t={t} />
      </form>
    </BotLayout>
  );
}

function Greeting({ frame, draft, errors, business }: BotSettingsProps) {
  const { t } = frame.me;
  return (
    <LanguageTabs
      t={t}
      name="greeting"
      label={t("bot.greeting")}
      isLabelHidden
      hint={t("bot.greeting.hint")}
      error={errors?.greeting}
      labelIn={(language) => t("bot.greeting.in", { language })}
      texts={draft.greeting}
      placeholder={(language) =>
        translator(language)("bot.greeting.example", { business: business.name })
      }
      chosen={business.language}
    />
  );
}

function Away({ frame, draft, errors, business, openingExample }: BotSettingsProps) {
  const { t } = frame.me;
  return (
    <LanguageTabs
      t={t}
      name="away"
      label={t("bot.away")}
      isLabelHidden
      hint={t("bot.away.hint", { example: openingExample })}
      error={errors?.away}
      labelIn={(language) => t("bot.away.in", { language })}
      texts={draft.away}
      placeholder={(language) => translator(language)("bot.away.example")}
      chosen={business.language}
    />
  );
}

interface LimitsProps {
  t: Translate;
  names: (keyof LimitsDraft)[];
  limits: LimitsDraft;
}

function Limits({ t, names, limits }: LimitsProps) {
  return (
    <div class="stack">
      {names.map((name) => {
        const [least, most] = limitRanges[name];
        return (
          <Field
            key={name}
            id={name}
            type="number"
            min={least}
            max={most}
            required
            label={t(`bot.limits.${name}`)}
            value={limits[name]}
          />
        );
      })}
    </div>
  );
}

function HandOverWords({ t, words, error }: { t: Translate; words: string[]; error?: string }) {
  return (
    <>
      <textarea
        class="input"
        name="words"
        rows={3}
        autocapitalize="off"
        aria-labelledby="hand-over-title"
        aria-describedby="words-hint"
        aria-invalid={error ? "true" : undefined}
        value={words.join("\n")}
      />
      <small id="words-hint" class="hint">
        {t("bot.hand-over.hint")}
      </small>
      {error && (
        <small class="error" role="alert">
          {error}
        </small>
      )}
    </>
  );
}
