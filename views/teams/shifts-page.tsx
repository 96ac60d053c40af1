/** @jsxImportSource preact */
import { type Weekday, weekdays } from "../../src/bot/opening-hours.ts";
import type { Presence } from "../../src/users/presence.ts";
import { type Frame, Layout } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { IconButton, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Part } from "../ui/part.tsx";
import { PresenceDot } from "../ui/presence.tsx";
import { RotationForm, ShiftForm } from "./shift-forms.tsx";

export interface ShiftItem {
  id: number;
  name: string;
  weekday: Weekday;
  starts: string;
  ends: string;
  isOvernight: boolean;
  isNow: boolean;
}

/** One week of a team's rotation. */
export interface Rota {
  team: { id: number; name: string };
  /** Shown, 1 to `weeks`. */
  week: number;
  weeks: number;
  /** The one that it is now. */
  currentWeek: number;
  zone: string;
  shifts: ShiftItem[];
  /** Who works at this moment, and until when, "HH:MM". */
  onNow: { id: number; name: string; until: string; presence: Presence }[];
  people: { id: number; name: string }[];
  mayChange: boolean;
}

interface ShiftsPageProps {
  frame: Frame;
  teams: { id: number; name: string }[];
  /** Null: there is no team. */
  rota: Rota | null;
}

/** `/shifts`: who works when, a team and a week at a time. */
export function ShiftsPage({ frame, teams, rota }: ShiftsPageProps) {
  const { t, permissions } = frame.me;
  return (
    <Layout title={t("shifts.title")} frame={frame} active="none" styles={["teams"]}>
      <div class="column wide">
        <header class="stack-s">
          <h1>{t("shifts.title")}</h1>
          <p class="hint">{t("shifts.lead")}</p>
        </header>
        {teams.length > 1 && rota && (
          <nav class="tabs week-tabs" aria-label={t("teams.title")}>
            {teams.map(({ id, name }) => (
              <a
                key={id}
                href={`/shifts?team=${id}`}
                aria-current={id === rota.team.id ? "page" : undefined}
              >
                {name}
              </a>
            ))}
          </nav>
        )}
        {rota ? (
          <RotaView t={t} rota={rota} />
        ) : (
          <EmptyState icon="clock" title={t("shifts.no-team")}>
            <p>{t("shifts.no-team.text")}</p>
            {permissions.includes("teams") && (
              <p class="examples">
                <ButtonLink href="/settings/teams" tone="primary">
                  {t("teams.title")}
                </ButtonLink>
              </p>
            )}
          </EmptyState>
        )}
      </div>
    </Layout>
  );
}

/** A swap target of its own. */
export function RotaView({ t, rota }: { t: Translate; rota: Rota }) {
  return (
    <div id="rota" class="stack">
      <OnNow t={t} rota={rota} />
      <section class="panel" aria-label={t("shifts.of", { name: rota.team.name })}>
        {rota.weeks > 1 && <WeekTabs t={t} rota={rota} />}
        <ol class="week">
          {weekdays.map((day) => (
            <Day key={day} t={t} day={day} rota={rota} />
          ))}
        </ol>
        <p class="hint">{t("shifts.zone", { zone: rota.zone.replaceAll("_", " ") })}</p>
        {rota.mayChange && <ShiftForm t={t} rota={rota} />}
      </section>
      {rota.mayChange && <RotationForm t={t} rota={rota} />}
    </div>
  );
}

/** The week as a part of an answer, whatever the target was. */
export function RotaPart(props: { t: Translate; rota: Rota }) {
  return (
    <Part target="#rota">
      <RotaView {...props} />
    </Part>
  );
}

function OnNow({ t, rota: { onNow } }: { t: Translate; rota: Rota }) {
  return (
    <section class="panel" aria-labelledby="on-now">
      <h2 id="on-now">{t("shifts.now")}</h2>
      {onNow.length === 0 ? (
        <p class="hint">{t("shifts.now.nobody")}</p>
      ) : (
        <ul class="team-members">
          {onNow.map(({ id, name, until, presence }) => (
            <li key={id}>
              <PresenceDot t={t} presence={presence} />
              <strong>{name}</strong>
              <span class="quiet-text">{t("shifts.until", { time: until })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function WeekTabs({ t, rota: { team, week, weeks, currentWeek } }: { t: Translate; rota: Rota }) {
  return (
    <nav class="tabs week-tabs" aria-label={t("shifts.weeks")}>
      {Array.from({ length: weeks }, (_, index) => index + 1).map((n) => (
        <a
          key={n}
          href={`/shifts?team=${team.id}&week=${n}`}
          aria-current={n === week ? "page" : undefined}
        >
          {t("shifts.week", { n })}
          {n === currentWeek && <small>{t("shifts.week.now")}</small>}
        </a>
      ))}
    </nav>
  );
}

function Day({ t, day, rota }: { t: Translate; day: Weekday; rota: Rota }) {
  const shifts = rota.shifts.filter((shift) => shift.weekday === day);
  return (
    <li class="week-day">
      <strong class="week-name">{t(`weekday.${day}`)}</strong>
      {shifts.length === 0 ? (
        <span class="quiet-text">{t("shifts.nobody")}</span>
      ) : (
        <ul class="week-shifts">
          {shifts.map((shift) => (
            <Shift key={shift.id} t={t} shift={shift} mayChange={rota.mayChange} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Shift({ t, shift, mayChange }: { t: Translate; shift: ShiftItem; mayChange: boolean }) {
  const { id, name, weekday, starts, ends, isOvernight, isNow } = shift;
  const hours = `${starts}–${ends}`;
  return (
    <li class={isNow ? "shift is-now" : "shift"}>
      <span class="grow">
        <strong>{name}</strong>
        <span>
          {hours}
          {isOvernight && <small class="quiet-text"> {t("shifts.next-day")}</small>}
        </span>
      </span>
      {mayChange && (
        <IconButton
          icon="close"
          label={t("shifts.remove", { name, day: t(`weekday.${weekday}`), hours })}
          hx-delete={`/settings/shifts/${id}`}
          hx-swap="none"
        />
      )}
    </li>
  );
}
