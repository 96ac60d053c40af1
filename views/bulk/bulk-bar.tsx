/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { InboxList, TicketChoices } from "../inbox/types.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Select, Suggestions } from "../ui/field.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

/** Under the list as soon as a ticket is selected (bulk.js); its menus are fetched then. */
export function BulkBar({ t, list, most }: { t: Translate; list: InboxList; most: number }) {
  return (
    <form
      id="bulk-form"
      class="bulk-bar"
      aria-label={t("bulk.label")}
      method="post"
      action="/inbox/bulk"
      hx-post="/inbox/bulk"
      hx-swap="none"
      data-one={t("bulk.selected", { n: 1 }).replace("1", "{n}")}
      data-many={t("bulk.selected", { n: 2 }).replace("2", "{n}")}
    >
      {[...new URLSearchParams(list.query)].map(([name, value]) => (
        <input key={name} type="hidden" name={`list-${name}`} value={value} />
      ))}
      <div class="bulk-head">
        <strong data-bulk-count aria-live="polite" />
        <label class="check bulk-all">
          <input type="checkbox" name="all" value="1" />
          <span>{t("bulk.all", { n: most })}</span>
        </label>
        <IconButton icon="close" label={t("bulk.clear")} data-bulk-clear />
      </div>
      <div
        id="bulk-choices"
        hx-get="/inbox/bulk"
        hx-trigger="bulk from:body"
        hx-sync="this:drop"
        hx-swap="outerHTML"
      />
    </form>
  );
}

/** One row's box: it belongs to the bar's form, wherever it stands. */
export function RowCheck({
  t,
  number,
  name,
  stamp,
}: {
  t: Translate;
  number: number;
  name: string;
  stamp: string;
}) {
  return (
    <label class="row-check">
      <input
        type="checkbox"
        form="bulk-form"
        name="ticket"
        value={`${number}.${stamp}`}
        aria-label={t("bulk.select.one", { number, name })}
        data-number={number}
      />
    </label>
  );
}

interface ChoicesProps {
  t: Translate;
  choices: TicketChoices;
  /** Whether more than marking spam is theirs to do. */
  mayWork: boolean;
}

const priorities = ["urgent", "high", "normal", "low"] as const;

/** What can be done to the selected. */
export function BulkChoices({ t, choices, mayWork }: ChoicesProps) {
  return (
    <div id="bulk-choices" class="bulk-choices">
      {mayWork && (
        <>
          <Button tone="primary" icon="check" type="submit" name="action" value="resolve">
            {t("ticket.resolve")}
          </Button>
          <AssignMenu t={t} choices={choices} />
          <TagMenu t={t} choices={choices} />
          <SnoozeMenu t={t} choices={choices} />
        </>
      )}
      <Menu id="bulk-more" label={t("bulk.more")} icon="more">
        {mayWork &&
          priorities.map((priority) => (
            <Act key={priority} icon="flag" action={`priority:${priority}`}>
              {t("bulk.priority", { priority: t(`priority.${priority}`) })}
            </Act>
          ))}
        <Act icon="spam" action="spam">
          {t("bulk.spam")}
        </Act>
      </Menu>
    </div>
  );
}

function Act({ icon, action, children }: { icon: IconName; action: string; children: string }) {
  return (
    <button type="submit" class="menu-item" name="action" value={action}>
      <Icon name={icon} />
      <span class="grow">{children}</span>
    </button>
  );
}

function AssignMenu({ t, choices }: Omit<ChoicesProps, "mayWork">) {
  const people = choices.people.map(({ id, name }) => ({ value: String(id), label: name }));
  const teams = choices.teams.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Menu id="bulk-assign" label={t("bulk.assign")} icon="hand-over">
      <Act icon="user-plus" action="assign:me">
        {t("bulk.assign.me")}
      </Act>
      <Act icon="person" action="assign:none">
        {t("bulk.assign.nobody")}
      </Act>
      <div class="stack">
        <div class="bulk-pick">
          <Select
            id="bulk-user"
            name="user"
            label={t("bulk.assign.person")}
            choices={people}
            value=""
          />
          <Button type="submit" name="action" value="assign">
            {t("bulk.assign")}
          </Button>
        </div>
        {teams.length > 0 && (
          <div class="bulk-pick">
            <Select id="bulk-team" name="team" label={t("bulk.team")} choices={teams} value="" />
            <Button type="submit" name="action" value="team">
              {t("bulk.assign")}
            </Button>
          </div>
        )}
      </div>
    </Menu>
  );
}

function TagMenu({ t, choices }: Omit<ChoicesProps, "mayWork">) {
  return (
    <Menu id="bulk-tag" label={t("bulk.tag")} icon="tag">
      <div class="stack">
        <div>
          <label class="sr-only" for="bulk-tag-name">
            {t("bulk.tag")}
          </label>
          <input
            id="bulk-tag-name"
            class="input"
            name="tag"
            maxlength={40}
            list="bulk-tags"
            placeholder={t("bulk.tag")}
            autocomplete="off"
          />
          <Suggestions id="bulk-tags" values={choices.tags} />
        </div>
        <div class="inline-form">
          <Button type="submit" name="action" value="tag">
            {t("bulk.tag.add")}
          </Button>
          <Button type="submit" name="action" value="untag">
            {t("bulk.tag.remove")}
          </Button>
        </div>
      </div>
    </Menu>
  );
}

function SnoozeMenu({ t, choices }: Omit<ChoicesProps, "mayWork">) {
  return (
    <Menu id="bulk-snooze" label={t("ticket.snooze")} icon="snooze">
      {choices.snoozes.map(({ label, hint, until }) => (
        <button key={until} type="submit" class="menu-item" name="action" value={`snooze:${until}`}>
          <span class="grow">{label}</span>
          <small>{hint}</small>
        </button>
      ))}
    </Menu>
  );
}
