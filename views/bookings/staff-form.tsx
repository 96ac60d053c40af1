/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { CopyField } from "../settings/copy-field.tsx";
import { Panel } from "../settings/panel.tsx";
import { CalendarFields } from "../teams/calendar-fields.tsx";
import type { CalendarDraft, TeamChoices } from "../teams/types.ts";
import { BackLink, Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { SaveActions } from "../ui/save-actions.tsx";

/** The form of somebody who can be booked. */
export interface StaffDraft {
  name: string;
  serviceIds: number[];
  calendar: CalendarDraft;
}

export type StaffErrors = Partial<Record<"name" | "hours" | "days", string>>;

interface StaffFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  draft: StaffDraft;
  errors?: StaffErrors;
  services: { id: number; name: string }[];
  choices: TeamChoices;
  /** The address of the calendar feed. */
  feed: string | null;
}

const LIST = "/bookings/staff";

/** Who can be booked, for what, and when they work. */
export function StaffFormPage(props: StaffFormProps) {
  const { frame, id, draft, errors = {}, services, choices, feed } = props;
  const { t } = frame.me;
  const title = id === null ? t("bookings.staff.new") : draft.name;
  return (
    <Layout title={title} frame={frame} active="bookings" styles={["bookings", "teams"]}>
      <div class="column">
        <BackLink href={LIST}>{t("bookings.staff")}</BackLink>
        <h1>{title}</h1>
        <form class="stack" method="post" action={id === null ? LIST : `${LIST}/${id}`}>
          <Person t={t} draft={draft} services={services} error={errors.name} />
          <Panel id="hours-panel" title={t("teams.hours")}>
            <CalendarFields
              t={t}
              draft={draft.calendar}
              choices={choices}
              errors={errors}
              address="/bookings/staff/calendar"
            />
          </Panel>
          <SaveActions t={t} cancel={LIST} />
        </form>
        {feed && <Feed t={t} address={`${LIST}/${id}/feed`} feed={feed} />}
      </div>
    </Layout>
  );
}

type PersonProps = Pick<StaffFormProps, "draft" | "services"> & { t: Translate; error?: string };

function Person({ t, draft, services, error }: PersonProps) {
  return (
    <Panel id="person" title={t("bookings.staff.who")}>
      <Field
        id="name"
        label={t("bookings.field.name")}
        value={draft.name}
        error={error}
        maxLength={24}
        required
        autocomplete="off"
        autofocus={!draft.name || error !== undefined}
      />
      <fieldset class="field">
        <legend>{t("bookings.staff.does")}</legend>
        {services.length === 0 && (
          <p class="hint">
            <a href="/bookings/services/new">{t("bookings.staff.does.none")}</a>
          </p>
        )}
        {services.map((service) => (
          <label key={service.id} class="check">
            <input
              type="checkbox"
              name="service"
              value={service.id}
              checked={draft.serviceIds.includes(service.id)}
            />
            <span>{service.name}</span>
          </label>
        ))}
      </fieldset>
    </Panel>
  );
}

function Feed({ t, address, feed }: { t: Translate; address: string; feed: string }) {
  return (
    <Panel id="feed-panel" title={t("bookings.feed")}>
      <CopyField
        t={t}
        id="feed"
        label={t("bookings.feed")}
        value={feed}
        hint={t("bookings.feed.hint")}
      />
      <form method="post" action={address}>
        <Button type="submit">{t("bookings.feed.renew")}</Button>
      </form>
    </Panel>
  );
}
