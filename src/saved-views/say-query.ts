import type { Translate } from "../../views/i18n.ts";
import type { Person } from "../../views/inbox/types.ts";
import { listQueryOf } from "../inbox/list-filter.ts";

interface Names {
  people: Person[];
  teams: Person[];
}

/** A list in words: "Open · Team: Vendas · Tag: entrega". */
export function sayQuery(t: Translate, text: string, { people, teams }: Names): string {
  const { view, sort, filter } = listQueryOf(Object.fromEntries(new URLSearchParams(text)));
  const { team, agent, priority, tag, words } = filter;
  const named = (list: Person[], id: number | null) =>
    id === null ? t("views.none") : (list.find((one) => one.id === id)?.name ?? `#${id}`);
  return [
    t(`inbox.view.${view}`),
    ...(team === undefined ? [] : [`${t("views.team")}: ${named(teams, team)}`]),
    ...(agent === undefined ? [] : [`${t("views.agent")}: ${named(people, agent)}`]),
    ...(priority ? [`${t("priority.label")}: ${t(`priority.${priority}`)}`] : []),
    ...(tag ? [`${t("views.tag")}: ${tag}`] : []),
    ...(words ? [`“${words}”`] : []),
    ...(sort === "due" ? [t("views.due")] : []),
  ].join(" · ");
}
