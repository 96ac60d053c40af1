/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink, Button, ButtonLink } from "../ui/button.tsx";
import { Field, FieldFrame, Select, TextArea } from "../ui/field.tsx";
import type { BookingDraft, BookingLine } from "./types.ts";

export type BookingErrors = Partial<Record<"contact" | "time", string>>;

interface BookingFormProps {
  frame: Frame;
  draft: BookingDraft;
  errors?: BookingErrors;
  /** The booking that is to be moved. */
  line?: BookingLine;
  phone?: string | null;
  mayBook: boolean;
}

/** One booking by hand: for whom, what, with whom, when. */
export function BookingFormPage({
  frame,
  draft,
  errors = {},
  line,
  phone,
  mayBook,
}: BookingFormProps) {
  const { t } = frame.me;
  const title = line ? (line.customer?.name ?? t("bookings.customer.hidden")) : t("bookings.new");
  const back = `/bookings?date=${draft.date}`;
  return (
    <Layout title={title} frame={frame} active="bookings" styles={["bookings"]}>
      <div class="column">
        <BackLink href={back}>{t("bookings.title")}</BackLink>
        <h1>{title}</h1>
        {line && <Summary t={t} line={line} phone={phone ?? null} />}
        {mayBook && (!line || line.state === "booked") && (
          <form
            class="panel"
            method="post"
            action={line ? `/bookings/${line.id}/time` : "/bookings"}
          >
            {line && <h2>{t("bookings.move.title")}</h2>}
            <BookingFields t={t} draft={draft} errors={errors} />
            <p class="form-actions">
              <Button type="submit" tone="primary">
                {t(line ? "bookings.save.move" : "bookings.save")}
              </Button>
              <ButtonLink href={back} tone="quiet">
                {t("ui.cancel")}
              </ButtonLink>
            </p>
          </form>
        )}
      </div>
    </Layout>
  );
}

function Summary({ t, line, phone }: { t: Translate; line: BookingLine; phone: string | null }) {
  return (
    <section class="panel" aria-label={t("bookings.title")}>
      <p>
        <strong>{line.when}</strong>
        <br />
        {t("bookings.line", { service: line.service, staff: line.staff })}
        <br />
        <span class="quiet-text">
          {t(`bookings.state.${line.state}`)}
          {line.isConfirmed && ` · ${t("bookings.confirmed")}`}
          {phone && ` · ${phone}`}
        </span>
      </p>
      {line.note && (
        <p class="quiet-text" dir="auto">
          {line.note}
        </p>
      )}
      {line.customer?.ticket && (
        <p>
          <ButtonLink href={`/tickets/${line.customer.ticket}`} icon="reply">
            {t("bookings.write")}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

interface FieldsProps {
  t: Translate;
  draft: BookingDraft;
  errors?: BookingErrors;
}

/** A swap target: each choice brings the times that fit it. */
export function BookingFields({ t, draft, errors = {} }: FieldsProps) {
  const redraw = {
    "hx-post": "/bookings/draft",
    "hx-target": "#booking-fields",
    "hx-swap": "outerMorph",
  } as const;
  return (
    <div id="booking-fields" class="stack">
      <input type="hidden" name="id" value={draft.id ?? ""} />
      {draft.id === null && <Customer t={t} draft={draft} error={errors.contact} />}
      <div class="booking-choices" {...redraw} hx-trigger="change" hx-include="closest form">
        <Select
          id="service"
          label={t("bookings.service")}
          choices={draft.services}
          value={draft.service}
        />
        <Select
          id="person"
          label={t("bookings.person")}
          choices={draft.people}
          value={draft.person}
        />
        <Field id="date" type="date" label={t("bookings.date")} value={draft.date} required />
      </div>
      <Times t={t} draft={draft} error={errors.time} redraw={redraw} />
      {draft.id === null && (
        <TextArea
          id="note"
          label={t("bookings.note")}
          value={draft.note}
          rows={2}
          maxLength={500}
          dir="auto"
        />
      )}
    </div>
  );
}

function Customer({ t, draft, error }: FieldsProps & { error?: string }) {
  const { contact, found, typed } = draft;
  return (
    <FieldFrame id="typed" label={t("bookings.customer")} error={error}>
      {contact ? (
        <span class="booking-chosen">
          <input type="hidden" name="contact" value={contact.id} />
          <strong dir="auto">{contact.name}</strong>
          {contact.phone && <span class="quiet-text">{contact.phone}</span>}
        </span>
      ) : null}
      <input
        id="typed"
        name="typed"
        type="search"
        class="input"
        value={typed}
        placeholder={t("bookings.customer.search")}
        autocomplete="off"
        aria-describedby={error ? "typed-error" : undefined}
        hx-post="/bookings/draft"
        hx-trigger="input changed delay:250ms"
        hx-target="#booking-found"
        hx-select="#booking-found"
        hx-swap="outerHTML"
        hx-include="closest form"
      />
      <div id="booking-found" role="radiogroup" aria-label={t("bookings.customer")}>
        {typed && found.length === 0 && <p class="hint">{t("bookings.customer.nobody")}</p>}
        {found.map(({ id, name, phone }) => (
          <label key={id} class="check">
            <input type="radio" name="found" value={id} />
            <span dir="auto">
              {name} {phone && <small class="quiet-text">{phone}</small>}
            </span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}

interface TimesProps {
  t: Translate;
  draft: BookingDraft;
  error?: string;
  redraw: Record<string, string>;
}

function Times({ t, draft, error, redraw }: TimesProps) {
  return (
    <fieldset class="field" aria-describedby={error ? "time-error" : undefined}>
      <legend>{t("bookings.time")}</legend>
      {draft.times.length === 0 && <p class="hint">{t("bookings.times.none")}</p>}
      {draft.times.length > 0 && (
        <div class="booking-times">
          {draft.times.map(({ value, label }) => (
            <label key={value} class="booking-slot">
              <input type="radio" name="time" value={value} checked={value === draft.time} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      )}
      {draft.next && (
        <p>
          <Button
            tone="quiet"
            {...redraw}
            hx-include="closest form"
            hx-vals={JSON.stringify({ date: draft.next.date })}
          >
            {t("bookings.times.next", { day: draft.next.label })}
          </Button>
        </p>
      )}
      {error && (
        <small id="time-error" class="error" role="alert">
          {error}
        </small>
      )}
    </fieldset>
  );
}
