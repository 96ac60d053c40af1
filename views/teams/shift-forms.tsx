/** @jsxImportSource preact */
import { weekdays } from "../../src/bot/opening-hours.ts";
import type { Translate } from "../i18n.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import type { Rota } from "./shifts-page.tsx";

type FormProps = { t: Translate; rota: Rota };

const MOST_WEEKS = 8;

/** One more span: a person, a day or several at once, from when to when. */
export function ShiftForm({ t, rota }: FormProps) {
  if (rota.people.length === 0) return <NobodyYet t={t} rota={rota} />;
  const days = [
    { value: "workdays", label: t("shifts.workdays") },
    { value: "all", label: t("shifts.all-days") },
    ...weekdays.map((day) => ({ value: day, label: t(`weekday.${day}`) })),
  ];
  return (
    <form class="shift-form" hx-post="/settings/shifts" hx-swap="none">
      <input type="hidden" name="team" value={rota.team.id} />
      <input type="hidden" name="week" value={rota.week} />
      <Select
        id="user"
        label={t("shifts.person")}
        choices={rota.people.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <Select id="weekday" label={t("shifts.day")} choices={days} />
      <Field id="starts" label={t("shifts.from")} type="time" value="09:00" required />
      <Field id="ends" label={t("shifts.to")} type="time" value="17:00" required />
      <Button type="submit" tone="primary" icon="plus">
        {t("shifts.add")}
      </Button>
    </form>
  );
}

/** Shifts are of people: first the team needs some. */
function NobodyYet({ t, rota }: FormProps) {
  return (
    <p class="nobody-yet">
      <span class="hint">{t("shifts.team-empty")}</span>
      <ButtonLink href={`/settings/teams/${rota.team.id}`} icon="user-plus">
        {t("shifts.team-empty.add")}
      </ButtonLink>
    </p>
  );
}

/** How long the rotation is, which of its weeks it is now, and one week's plan for another. */
export function RotationForm({ t, rota }: FormProps) {
  const { team, week, weeks, currentWeek } = rota;
  return (
    <section class="panel" aria-labelledby="rotation">
      <h2 id="rotation">{t("shifts.rotation")}</h2>
      <form class="shift-form" hx-put={`/settings/shifts/rotation/${team.id}`} hx-swap="none">
        <input type="hidden" name="week" value={week} />
        <Select
          id="weeks"
          label={t("shifts.repeats")}
          choices={numbers(MOST_WEEKS).map((n) => ({
            value: String(n),
            label: t("shifts.repeats.after", { n }),
          }))}
          value={String(weeks)}
        />
        {weeks > 1 && (
          <Select
            id="current"
            label={t("shifts.current")}
            choices={numbers(weeks).map((n) => ({
              value: String(n),
              label: t("shifts.week", { n }),
            }))}
            value={String(currentWeek)}
          />
        )}
        <Button type="submit">{t("ui.save")}</Button>
      </form>
      {weeks > 1 && <CopyForm t={t} rota={rota} />}
    </section>
  );
}

/** What this week had is replaced: asked before, where there is something. */
function CopyForm({ t, rota: { team, week, weeks, shifts } }: FormProps) {
  const others = numbers(weeks).filter((n) => n !== week);
  return (
    <form
      class="shift-form"
      hx-put={`/settings/shifts/weeks/${team.id}`}
      hx-swap="none"
      hx-confirm={shifts.length > 0 ? t("shifts.copy.confirm", { n: week }) : undefined}
    >
      <input type="hidden" name="week" value={week} />
      <Select
        id="from-week"
        name="from"
        label={t("shifts.copy.from")}
        choices={others.map((n) => ({ value: String(n), label: t("shifts.week", { n }) }))}
      />
      <Button type="submit" icon="document">
        {t("shifts.copy", { n: week })}
      </Button>
    </form>
  );
}

function numbers(most: number): number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}
