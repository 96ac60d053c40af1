/** @jsxImportSource preact */
import type { ListQuery } from "../../src/inbox/list-filter.ts";
import type { Translate } from "../i18n.ts";
import type { InboxList, Person, TicketChoices } from "../inbox/types.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { type Choice, Field, Select, Suggestions } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

/** Narrows the list; what it offers is fetched when it is opened. */
export function FilterMenu({ t, list }: { t: Translate; list: InboxList }) {
  return (
    <Menu
      id="list-filter"
      label={t("views.filter")}
      icon="filter"
      class={list.isNarrowed ? "filter-menu is-narrowed" : "filter-menu"}
    >
      <div
        id="list-filter-form"
        hx-get={`/inbox/filter?${list.query}`}
        hx-trigger="intersect once"
        hx-swap="outerHTML"
      />
    </Menu>
  );
}

interface FormProps {
  t: Translate;
  list: ListQuery;
  query: string;
  choices: TicketChoices;
  mayShare: boolean;
}

const priorities = ["urgent", "high", "normal", "low"] as const;

/** The filter, and below it a name to keep what is shown now. */
export function FilterForm({ t, list, query, choices, mayShare }: FormProps) {
  return (
    <div id="list-filter-form" class="stack">
      <form class="stack" method="get" action="/inbox">
        <input type="hidden" name="view" value={list.view} />
        <input type="hidden" name="sort" value={list.sort} />
        <FilterFields t={t} filter={list.filter} choices={choices} />
        <div class="form-actions">
          <Button type="submit" tone="primary">
            {t("views.show")}
          </Button>
          <ButtonLink href={`/inbox?view=${list.view}`} tone="quiet">
            {t("views.clear")}
          </ButtonLink>
        </div>
      </form>
      <SaveForm t={t} query={query} mayShare={mayShare} />
      <a class="menu-item" href="/inbox/saved-views">
        <Icon name="list" />
        <span class="grow">{t("views.manage")}</span>
      </a>
    </div>
  );
}

type FieldsProps = Pick<FormProps, "t" | "choices"> & Pick<ListQuery, "filter">;

function FilterFields({ t, filter, choices }: FieldsProps) {
  const any = { value: "", label: t("views.any") };
  const known = priorities.map((value) => ({ value, label: t(`priority.${value}`) }));
  return (
    <>
      <Field id="filter-q" name="q" label={t("views.words")} value={filter.words ?? ""} />
      <PersonOrTeam t={t} filter={filter} choices={choices} />
      <Select
        id="filter-priority"
        name="priority"
        label={t("priority.label")}
        choices={[any, ...known]}
        value={filter.priority ?? ""}
      />
      <Field
        id="filter-tag"
        name="tag"
        label={t("views.tag")}
        list="filter-tags"
        value={filter.tag ?? ""}
        autocomplete="off"
      />
      <Suggestions id="filter-tags" values={choices.tags} />
    </>
  );
}

function PersonOrTeam({ t, filter, choices }: FieldsProps) {
  const text = (id: number | null | undefined) => (id === null ? "none" : String(id ?? ""));
  return (
    <>
      {choices.teams.length > 0 && (
        <Select
          id="filter-team"
          name="team"
          label={t("views.team")}
          choices={choicesOf(t, choices.teams)}
          value={text(filter.team)}
        />
      )}
      <Select
        id="filter-agent"
        name="agent"
        label={t("views.agent")}
        choices={choicesOf(t, choices.people)}
        value={text(filter.agent)}
      />
    </>
  );
}

function SaveForm({ t, query, mayShare }: Pick<FormProps, "t" | "query" | "mayShare">) {
  return (
    <form class="stack" method="post" action="/inbox/saved-views" hx-post="/inbox/saved-views">
      <input type="hidden" name="query" value={query} />
      <Field id="view-name" name="name" label={t("views.name")} maxlength={40} required />
      {mayShare && (
        <label class="check">
          <input type="checkbox" name="shared" value="1" />
          <span>{t("views.share")}</span>
        </label>
      )}
      <Button type="submit">{t("views.save")}</Button>
    </form>
  );
}

function choicesOf(t: Translate, rows: Person[]): Choice[] {
  return [
    { value: "", label: t("views.any") },
    { value: "none", label: t("views.none") },
    ...rows.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
}
