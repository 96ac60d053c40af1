/** @jsxImportSource preact */
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { PresenceDot } from "../ui/presence.tsx";
import type { TicketMenuProps } from "./ticket-menus.tsx";

/** To whom, with a word for them. */
export function HandOverMenu({ t, ticket, choices }: TicketMenuProps) {
  const url = `/tickets/${ticket.number}/assignee`;
  const others = choices.people.filter((person) => person.id !== ticket.assignee?.id);
  return (
    <Menu
      id="menu-assign"
      label={t("ticket.hand-over")}
      icon="hand-over"
      action="assign"
      class="wide-only-button"
    >
      <form class="stack" hx-put={url}>
        <fieldset class="choices">
          <legend class="sr-only">{t("ticket.hand-over.to")}</legend>
          {others.map((person, index) => (
            <label key={person.id} class="choice">
              <input type="radio" name="user" value={person.id} required checked={index === 0} />
              <Avatar name={person.name} size="s" />
              <span class="grow">{person.name}</span>
              <PresenceDot t={t} presence={person.presence} />
            </label>
          ))}
        </fieldset>
        {choices.mayNote && (
          <div class="field">
            <label for="hand-over-note">{t("ticket.hand-over.note")}</label>
            <textarea id="hand-over-note" name="note" class="input" rows={2} />
          </div>
        )}
        <Button type="submit" tone="primary" icon="hand-over">
          {t("ticket.hand-over")}
        </Button>
      </form>
      {ticket.assignee && (
        <MenuItem icon="inbox" hx-delete={url}>
          {t("ticket.unassign")}
        </MenuItem>
      )}
      <TeamItems t={t} ticket={ticket} choices={choices} />
    </Menu>
  );
}

function TeamItems({ t, ticket, choices }: TicketMenuProps) {
  const others = choices.teams.filter(({ id }) => id !== ticket.team?.id);
  return (
    <>
      {others.map(({ id, name }) => (
        <MenuItem
          key={id}
          icon="contacts"
          hx-put={`/tickets/${ticket.number}/team`}
          hx-vals={JSON.stringify({ team: id })}
        >
          {t("ticket.team.give", { name })}
        </MenuItem>
      ))}
    </>
  );
}
