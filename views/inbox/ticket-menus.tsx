/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Suggestions } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { MergeItem } from "../merging/merge-dialog.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { TicketChoices, TicketHead } from "./types.ts";

export interface TicketMenuProps {
  t: Translate;
  ticket: TicketHead;
  choices: TicketChoices;
}

const priorities = ["urgent", "high", "normal", "low"] as const;

export function SnoozeMenu({ t, ticket, choices }: TicketMenuProps) {
  const url = `/tickets/${ticket.number}/snooze`;
  return (
    <Menu
      id="menu-snooze"
      label={t("ticket.snooze")}
      icon="snooze"
      action="snooze"
      class="wide-only-button"
    >
      {choices.snoozes.map((snooze) => (
        <MenuItem
          key={snooze.until}
          hint={snooze.hint}
          hx-put={url}
          hx-vals={JSON.stringify({ until: snooze.until })}
        >
          {snooze.label}
        </MenuItem>
      ))}
      <form class="inline-form" hx-put={url}>
        <label class="sr-only" for="snooze-local">
          {t("ticket.snooze.pick")}
        </label>
        <input id="snooze-local" class="input" type="datetime-local" name="local" required />
        <Button type="submit">{t("ticket.snooze")}</Button>
      </form>
      {ticket.status === "snoozed" && (
        <MenuItem icon="clock" hx-delete={url}>
          {t("ticket.wake")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** The form sends all tags that stay; `remove` and the new one come on top. */
export function TagsMenu({ t, ticket, choices }: TicketMenuProps) {
  return (
    <Menu
      id="menu-tags"
      label={t("ticket.tags")}
      icon="tag"
      action="label"
      class="wide-only-button"
    >
      <form class="stack" hx-put={`/tickets/${ticket.number}/tags`}>
        {ticket.tags.length > 0 && (
          <p class="tags">
            {ticket.tags.map((tag) => (
              <TicketTag key={tag} t={t} tag={tag} />
            ))}
          </p>
        )}
        <div class="inline-form">
          <label class="sr-only" for="new-tag">
            {t("ticket.tags.add")}
          </label>
          <input
            id="new-tag"
            class="input"
            name="tags"
            list="known-tags"
            maxlength={40}
            placeholder={t("ticket.tags.add")}
            autocomplete="off"
            required
          />
          <Suggestions id="known-tags" values={choices.tags} />
          <Button type="submit" icon="plus">
            {t("ticket.tags.add")}
          </Button>
        </div>
      </form>
    </Menu>
  );
}

function TicketTag({ t, tag }: { t: Translate; tag: string }) {
  return (
    <span class="tag">
      {tag}
      <input type="hidden" name="tags" value={tag} />
      <button
        type="submit"
        name="remove"
        value={tag}
        aria-label={t("ticket.tags.remove", { tag })}
        formnovalidate
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

/** Everything that is needed seldom; on a phone also what has no room above. */
export function MoreMenu({ t, ticket, choices }: TicketMenuProps) {
  const base = `/tickets/${ticket.number}`;
  return (
    <Menu id="menu-more" label={t("ticket.more")} icon="more">
      {ticket.mayWork && <NarrowItems t={t} />}
      {ticket.mayWork && ticket.status !== "pending" && ticket.status !== "resolved" && (
        <MenuItem icon="clock" hx-put={`${base}/pending`}>
          {t("ticket.pending")}
        </MenuItem>
      )}
      <MenuItem icon="unread" hx-put={`${base}/unread`} data-action="unread">
        {t("ticket.unread")}
      </MenuItem>
      {ticket.mayWork && (
        <>
          <BotItem t={t} ticket={ticket} />
          <Details t={t} ticket={ticket} choices={choices} />
          <MergeItem t={t} number={ticket.number} />
        </>
      )}
      <a class="menu-item" href={`${base}/history`}>
        <Icon name="list" />
        <span class="grow">{t("ticket.history")}</span>
      </a>
      {ticket.mayModerate && <SpamAndBlock t={t} ticket={ticket} />}
    </Menu>
  );
}

function NarrowItems({ t }: { t: Translate }) {
  return (
    <div class="only-narrow">
      <MenuItem icon="hand-over" data-opens="menu-assign">
        {t("ticket.hand-over")}
      </MenuItem>
      <MenuItem icon="snooze" data-opens="menu-snooze">
        {t("ticket.snooze")}
      </MenuItem>
      <MenuItem icon="tag" data-opens="menu-tags">
        {t("ticket.tags")}
      </MenuItem>
    </div>
  );
}

type ItemProps = Pick<TicketMenuProps, "t" | "ticket">;

function BotItem({ t, ticket }: ItemProps) {
  const url = `/tickets/${ticket.number}/bot`;
  if (ticket.isBotOn) {
    return (
      <MenuItem icon="bot" hx-delete={url}>
        {t("ticket.bot.silence")}
      </MenuItem>
    );
  }
  return (
    <MenuItem icon="bot" hx-put={url}>
      {t("ticket.bot.hand-back")}
    </MenuItem>
  );
}

function Details({ t, ticket, choices }: TicketMenuProps) {
  const base = `/tickets/${ticket.number}`;
  return (
    <div class="menu-fields">
      <label>
        <span>{t("priority.label")}</span>
        <select class="input" name="priority" hx-put={`${base}/priority`}>
          {priorities.map((priority) => (
            <option key={priority} value={priority} selected={priority === ticket.priority}>
              {t(`priority.${priority}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("ticket.category")}</span>
        <input
          class="input"
          name="category"
          value={ticket.category ?? ""}
          list="known-categories"
          maxlength={40}
          placeholder={t("ticket.category.none")}
          autocomplete="off"
          hx-put={`${base}/category`}
        />
        <Suggestions id="known-categories" values={choices.categories} />
      </label>
      <TeamChoice t={t} ticket={ticket} choices={choices} />
      <LanguageChoice t={t} ticket={ticket} choices={choices} />
    </div>
  );
}

function TeamChoice({ t, ticket, choices }: TicketMenuProps) {
  const { team } = ticket;
  const isGone = team !== null && choices.teams.every(({ id }) => id !== team.id);
  if (choices.teams.length === 0 && team === null) return null;
  return (
    <label>
      <span>{t("ticket.team")}</span>
      <select class="input" name="team" hx-put={`/tickets/${ticket.number}/team`}>
        <option value="" selected={team === null}>
          {t("ticket.team.none")}
        </option>
        {isGone && (
          <option value={team.id} disabled selected>
            {team.name}
          </option>
        )}
        {choices.teams.map(({ id, name }) => (
          <option key={id} value={id} selected={id === team?.id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function LanguageChoice({ t, ticket, choices }: TicketMenuProps) {
  return (
    <label>
      <span>{t("ticket.language")}</span>
      <select class="input" name="language" hx-put={`/tickets/${ticket.number}/language`}>
        {ticket.language === null && (
          <option value="" disabled selected>
            –
          </option>
        )}
        {choices.languages.map((language) => (
          <option
            key={language.value}
            value={language.value}
            selected={language.value === (ticket.language ?? "")}
          >
            {language.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function SpamAndBlock({ t, ticket }: ItemProps) {
  const spam = `/tickets/${ticket.number}/spam`;
  const block = `/tickets/${ticket.number}/block`;
  return (
    <>
      {ticket.isSpam ? (
        <MenuItem icon="spam" hx-delete={spam}>
          {t("ticket.not-spam")}
        </MenuItem>
      ) : (
        <MenuItem icon="spam" hx-put={spam}>
          {t("ticket.spam")}
        </MenuItem>
      )}
      {ticket.isBlocked ? (
        <MenuItem icon="ban" hx-delete={block}>
          {t("ticket.unblock")}
        </MenuItem>
      ) : (
        <MenuItem icon="ban" tone="danger" hx-put={block} hx-confirm={t("ticket.block.confirm")}>
          {t("ticket.block")}
        </MenuItem>
      )}
    </>
  );
}
