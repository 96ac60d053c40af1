/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Button, ButtonLink, IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/field.tsx";
import { Part } from "../ui/part.tsx";
import { BookingItem } from "./booking-item.tsx";
import { type BookingRights, type BookingsList, type BookingsQuery, queryOf } from "./types.ts";

interface BookingsPageProps {
  frame: Frame;
  list: BookingsList;
  rights: BookingRights;
  said?: Said;
}

/** What was just done, and with which booking. */
interface Said {
  done: "new" | "moved" | "back";
  booking: number | null;
}

/** `/bookings`: who comes when, by day or by week. */
export function BookingsPage({ frame, list, rights, said }: BookingsPageProps) {
  const { t } = frame.me;
  const isNew = list.lacks.services || list.lacks.staff;
  const isEmpty = list.days.every(({ lines }) => lines.length === 0);
  return (
    <Layout title={t("bookings.title")} frame={frame} active="bookings" styles={["bookings"]}>
      <div class="column wide">
        <header class="page-head">
          <h1>{t("bookings.title")}</h1>
          <p class="booking-links">
            {rights.maySetUp && (
              <>
                <ButtonLink href="/bookings/services" tone="quiet">
                  {t("bookings.services")}
                </ButtonLink>
                <ButtonLink href="/bookings/staff" tone="quiet">
                  {t("bookings.staff")}
                </ButtonLink>
              </>
            )}
            {rights.mayBook && !isNew && (
              <ButtonLink href={`/bookings/new?date=${list.date}`} tone="primary" icon="plus">
                {t("bookings.new")}
              </ButtonLink>
            )}
          </p>
        </header>
        {said && <SaidNotice t={t} said={said} list={list} />}
        {isNew && isEmpty ? (
          <FirstSteps t={t} list={list} rights={rights} />
        ) : (
          <>
            <Navigation t={t} list={list} />
            <BookingDays t={t} list={list} rights={rights} />
          </>
        )}
      </div>
    </Layout>
  );
}

/** A word, and a way back. */
function SaidNotice({
  t,
  said: { done, booking },
  list,
}: {
  t: Translate;
  said: Said;
  list: BookingsList;
}) {
  const undo =
    done === "moved"
      ? { "hx-delete": `/bookings/${booking}/time` }
      : {
          "hx-put": `/bookings/${booking}/state?${queryOf(list)}`,
          "hx-vals": '{"state":"cancelled"}',
        };
  return (
    <div class="booking-said">
      <Notice tone="good">{t(`bookings.said.${done}`)}</Notice>
      {booking !== null && done !== "back" && (
        <Button hx-swap="none" {...undo}>
          {t("ui.undo")}
        </Button>
      )}
    </div>
  );
}

type ListProps = { t: Translate; list: BookingsList; rights: BookingRights };

function FirstSteps({ t, list: { lacks }, rights }: ListProps) {
  return (
    <section class="panel">
      <EmptyState icon="calendar" title={t("bookings.empty")}>
        <p>{t("bookings.empty.text")}</p>
        <ol class="booking-steps">
          <Step isDone={!lacks.services} href={rights.maySetUp ? "/bookings/services/new" : null}>
            {t("bookings.step.service")}
          </Step>
          <Step isDone={!lacks.staff} href={rights.maySetUp ? "/bookings/staff/new" : null}>
            {t("bookings.step.staff")}
          </Step>
          <Step isDone={false} href={rights.maySetUp ? "/bot/packs" : null}>
            {t("bookings.step.flow")}
          </Step>
        </ol>
      </EmptyState>
    </section>
  );
}

function Step(props: { isDone: boolean; href: string | null; children: string }) {
  const { isDone, href, children } = props;
  return (
    <li class={isDone ? "is-done" : undefined}>
      {href && !isDone ? <a href={href}>{children}</a> : children}
    </li>
  );
}

function Navigation({ t, list }: Pick<ListProps, "t" | "list">) {
  const to = (change: Partial<BookingsQuery>) => `/bookings?${queryOf({ ...list, ...change })}`;
  return (
    <div class="booking-nav">
      <nav class="booking-dates" aria-label={t("bookings.date")}>
        <span class="turn-back">
          <IconLink
            href={to({ date: list.earlier })}
            icon="chevron"
            label={t("bookings.earlier")}
          />
        </span>
        <ButtonLink href={to({ date: list.today })} tone="quiet">
          {t("bookings.today")}
        </ButtonLink>
        <IconLink href={to({ date: list.later })} icon="chevron" label={t("bookings.later")} />
      </nav>
      <nav class="tabs" aria-label={t("bookings.view")}>
        {(["day", "week"] as const).map((view) => (
          <a key={view} href={to({ view })} aria-current={view === list.view ? "page" : undefined}>
            {t(`bookings.${view}`)}
          </a>
        ))}
      </nav>
      {list.people.length > 1 && <PersonFilter t={t} list={list} />}
    </div>
  );
}

function PersonFilter({ t, list }: Pick<ListProps, "t" | "list">) {
  const choices = [
    { value: "", label: t("bookings.everyone") },
    ...list.people.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <form method="get" action="/bookings" class="booking-filter">
      <input type="hidden" name="view" value={list.view} />
      <input type="hidden" name="date" value={list.date} />
      <Select
        id="staff"
        label={t("bookings.person")}
        choices={choices}
        value={String(list.staff ?? "")}
      />
      <button type="submit" class="button plain">
        {t("bookings.show")}
      </button>
    </form>
  );
}

/** A swap target: what was changed brings it anew. */
export function BookingDays({ t, list, rights }: ListProps) {
  return (
    <div id="booking-days" class={list.view === "week" ? "booking-week" : "stack"}>
      {list.days.map((day) => (
        <section
          key={day.date}
          class={day.isToday ? "panel booking-day is-today" : "panel booking-day"}
          aria-labelledby={`day-${day.date}`}
        >
          <h2 id={`day-${day.date}`}>
            {list.view === "week" ? (
              <a href={`/bookings?${queryOf({ ...list, view: "day", date: day.date })}`}>
                {day.title}
              </a>
            ) : (
              day.title
            )}
          </h2>
          {day.lines.length === 0 ? (
            <p class="hint">{t("bookings.none")}</p>
          ) : (
            <ol class="booking-lines">
              {day.lines.map((line) => (
                <BookingItem
                  key={line.id}
                  t={t}
                  line={line}
                  mayBook={rights.mayBook}
                  isShort={list.view === "week"}
                  query={queryOf(list)}
                />
              ))}
            </ol>
          )}
        </section>
      ))}
    </div>
  );
}

/** The same as a part of an answer, whatever the target was. */
export function BookingDaysPart(props: ListProps) {
  return (
    <Part target="#booking-days">
      <BookingDays {...props} />
    </Part>
  );
}
