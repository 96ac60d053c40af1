/** @jsxImportSource preact */
import { editing, type Edits, HoursFields } from "../bot/hours-fields.tsx";
import type { Translate } from "../i18n.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { FieldFrame, Select } from "../ui/field.tsx";
import type { CalendarDraft, OwnDayDraft, TeamChoices, TeamErrors } from "./types.ts";

export interface CalendarFieldsProps {
  t: Translate;
  draft: CalendarDraft;
  choices: Pick<TeamChoices, "zones" | "countries" | "holidays">;
  errors?: TeamErrors;
  /** Where the small buttons send the form; by default that of a team. */
  address?: string;
}

const TEAM = "/settings/teams/calendar";

function editsOf(address = TEAM): Edits {
  return { address, target: "#calendar" };
}

/** A swap target: the form as it is comes back with a span or a day more, or another country's days. */
export function CalendarFields({ t, draft, choices, errors = {}, address }: CalendarFieldsProps) {
  const edits = editsOf(address);
  return (
    <div id="calendar" class="stack team-calendar">
      <fieldset class="field">
        <legend class="sr-only">{t("teams.hours")}</legend>
        <label class="check">
          <input type="radio" name="calendar" value="business" checked={!draft.isOwn} />
          <span>
            {t("teams.hours.business")}
            <small class="hint">{t("teams.hours.business.hint")}</small>
          </span>
        </label>
        <label class="check">
          <input type="radio" name="calendar" value="own" checked={draft.isOwn} />
          <span>{t("teams.hours.own")}</span>
        </label>
      </fieldset>
      <div class="stack team-own">
        <Select
          id="timezone"
          label={t("teams.zone")}
          choices={choices.zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          value={draft.timezone}
        />
        <HoursFields
          t={t}
          draft={draft.hours}
          timezone={draft.timezone}
          error={errors.hours}
          edits={edits}
        />
        <Country t={t} draft={draft} choices={choices} edits={edits} />
        <OwnDays t={t} days={draft.days} error={errors.days} edits={edits} />
      </div>
    </div>
  );
}

function Country({ t, draft, choices, edits }: CalendarFieldsProps & { edits: Edits }) {
  return (
    <>
      <FieldFrame id="country" label={t("teams.holidays")} hint={t("teams.holidays.hint")}>
        <select
          id="country"
          name="country"
          class="input"
          aria-describedby="country-hint"
          {...editing(edits, "country")}
        >
          <option value="" selected={draft.country === null}>
            {t("teams.holidays.none")}
          </option>
          {choices.countries.map(({ value, label }) => (
            <option key={value} value={value} selected={value === draft.country}>
              {label}
            </option>
          ))}
        </select>
      </FieldFrame>
      {choices.holidays.length > 0 && (
        <div class="stack-s">
          <p class="hint">{t("teams.holidays.next")}</p>
          <ul class="team-holidays">
            {choices.holidays.map(({ date, words, name }) => (
              <li key={date}>
                <time datetime={date}>{words}</time> {name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface OwnDaysProps {
  t: Translate;
  days: OwnDayDraft[];
  error?: string;
  edits: Edits;
}

function OwnDays({ t, days, error, edits }: OwnDaysProps) {
  return (
    <fieldset class="field">
      <legend>{t("teams.days")}</legend>
      <small class="hint">{t("teams.days.hint")}</small>
      {days.length > 0 && (
        <ul class="team-days">
          {days.map((day, index) => (
            <OwnDay key={index} t={t} day={day} index={index} edits={edits} />
          ))}
        </ul>
      )}
      {error && (
        <small class="error" role="alert">
          {error}
        </small>
      )}
      <p>
        <Button icon="plus" tone="quiet" {...editing(edits, "add-day")}>
          {t("teams.days.add")}
        </Button>
      </p>
    </fieldset>
  );
}

interface OwnDayProps {
  t: Translate;
  day: OwnDayDraft;
  index: number;
  edits: Edits;
}

function OwnDay({ t, day, index, edits }: OwnDayProps) {
  const n = index + 1;
  return (
    <li class="team-day">
      <input
        class="input"
        type="date"
        id={`day-date-${index}`}
        name="day.date"
        value={day.date}
        aria-label={t("teams.days.date", { n })}
      />
      <input
        class="input"
        id={`day-name-${index}`}
        name="day.name"
        value={day.name}
        maxlength={60}
        placeholder={t("teams.days.name")}
        aria-label={`${t("teams.days.name")} ${n}`}
      />
      <span class="hours-span">
        <input
          class="input"
          type="time"
          id={`day-from-${index}`}
          name="day.from"
          value={day.from}
          aria-label={t("teams.days.from", { n })}
        />
        <span aria-hidden="true">–</span>
        <input
          class="input"
          type="time"
          id={`day-to-${index}`}
          name="day.to"
          value={day.to}
          aria-label={t("teams.days.to", { n })}
        />
        <IconButton
          icon="close"
          label={t("teams.days.remove", { n })}
          {...editing(edits, `remove-day ${index}`)}
        />
      </span>
    </li>
  );
}
