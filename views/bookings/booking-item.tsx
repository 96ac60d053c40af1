/** @jsxImportSource preact */
import type { BookingState } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { IconLink } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { BookingLine } from "./types.ts";

interface BookingItemProps {
  t: Translate;
  line: BookingLine;
  mayBook: boolean;
  /** In a week there is room for the hour and the name alone. */
  isShort: boolean;
  query: string;
}

/** One booking of the list, with what can be done about it. */
export function BookingItem({ t, line, mayBook, isShort, query }: BookingItemProps) {
  const name = line.customer?.name ?? t("bookings.customer.hidden");
  const address = `/bookings/${line.id}`;
  const isOff = line.state === "cancelled" || line.state === "no-show";
  return (
    <li id={`booking-${line.id}`} class={isOff ? "booking is-off" : "booking"}>
      <time datetime={line.startsAt} class="booking-time">
        {line.from}
        <small class="quiet-text">–{line.to}</small>
      </time>
      <div class="booking-text">
        <p class="line-title">
          {line.customer ? <a href={address}>{name}</a> : <span class="quiet-text">{name}</span>}
          <StateBadge t={t} line={line} />
          {line.isSimulated && <Badge>{t("inbox.simulated")}</Badge>}
        </p>
        <p class="quiet-text">
          {isShort
            ? line.service
            : t("bookings.line", { service: line.service, staff: line.staff })}
        </p>
        {!isShort && line.note && (
          <p class="snippet" dir="auto">
            {line.note}
          </p>
        )}
      </div>
      {mayBook && !isShort && line.customer && (
        <div class="booking-actions">
          {line.state === "booked" && (
            <IconLink href={address} icon="edit" label={`${t("bookings.move")}: ${name}`} />
          )}
          <Actions t={t} line={line} name={name} address={`${address}/state?${query}`} />
        </div>
      )}
    </li>
  );
}

function StateBadge({ t, line: { state, isConfirmed } }: Pick<BookingItemProps, "t" | "line">) {
  if (state === "booked")
    return isConfirmed ? (
      <Badge tone="good" icon="check">
        {t("bookings.confirmed")}
      </Badge>
    ) : null;
  return <Badge tone={toneOf(state)}>{t(`bookings.state.${state}`)}</Badge>;
}

function toneOf(state: BookingState) {
  return state === "done" ? "good" : state === "no-show" ? "danger" : "neutral";
}

interface ActionsProps {
  t: Translate;
  line: BookingLine;
  name: string;
  address: string;
}

function Actions({ t, line, name, address }: ActionsProps) {
  const can: ("done" | "no-show" | "cancelled" | "booked")[] =
    line.state !== "booked"
      ? ["booked"]
      : line.hasBegun
        ? ["done", "no-show", "cancelled"]
        : ["cancelled"];
  return (
    <Menu id={`booking-menu-${line.id}`} label={t("bookings.actions", { name })} icon="more">
      {can.map((state) => (
        <MenuItem
          key={state}
          tone={state === "cancelled" ? "danger" : undefined}
          hx-put={address}
          hx-vals={JSON.stringify({ state })}
          hx-swap="none"
        >
          {t(`bookings.act.${state}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
