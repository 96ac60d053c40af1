/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink, IconButton, IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Part } from "../ui/part.tsx";
import { PresenceDot } from "../ui/presence.tsx";
import type { MemberItem, TeamItem } from "./types.ts";

interface TeamListProps {
  t: Translate;
  teams: TeamItem[];
  mayAdd: boolean;
}

/** `/settings/teams`: who works together, when, and how tickets are shared out. */
export function TeamsPage({
  frame,
  done,
  ...props
}: Omit<TeamListProps, "t"> & { frame: Frame; done?: string }) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="teams"
      styles={["teams"]}
      title={t("teams.title")}
      lead={t("teams.lead")}
      done={done}
    >
      <TeamList t={t} {...props} />
    </SettingsPage>
  );
}

/** A swap target of its own. */
export function TeamList({ t, teams, mayAdd }: TeamListProps) {
  return (
    <section id="teams" class="panel" aria-label={t("teams.title")}>
      {teams.length === 0 ? (
        <EmptyState icon="contacts" title={t("teams.empty")}>
          <p>{t("teams.empty.text")}</p>
          {mayAdd && <p class="examples">{<NewLink t={t} />}</p>}
        </EmptyState>
      ) : (
        <>
          <p class="form-actions">
            {mayAdd && <NewLink t={t} />}
            <ButtonLink href="/shifts" icon="clock">
              {t("shifts.title")}
            </ButtonLink>
          </p>
          <ul class="lines">
            {teams.map((team) => (
              <Team key={team.id} t={t} team={team} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The list as a part of an answer, whatever the target was. */
export function TeamsPart(props: TeamListProps) {
  return (
    <Part target="#teams">
      <TeamList {...props} />
    </Part>
  );
}

function NewLink({ t }: { t: Translate }) {
  return (
    <ButtonLink href="/settings/teams/new" tone="primary" icon="plus">
      {t("teams.new")}
    </ButtonLink>
  );
}

function Team({ t, team }: { t: Translate; team: TeamItem }) {
  const { id, name, assignment, members, waiting, mayChange } = team;
  const address = `/settings/teams/${id}`;
  return (
    <li id={`team-${id}`} class="line team-line">
      <div class="line-text">
        <p class="line-title">
          {mayChange ? <a href={address}>{name}</a> : <strong>{name}</strong>}
          <Badge tone={team.isOpen ? "good" : "neutral"} icon="clock">
            {openWords(t, team)}
          </Badge>
          {waiting > 0 && <Badge tone="warning">{t("teams.waiting", { n: waiting })}</Badge>}
        </p>
        <p class="hint">{t(`assignment.${assignment}`)}</p>
        <Members t={t} members={members} />
      </div>
      {mayChange && (
        <div class="line-actions">
          <IconLink icon="clock" href={`/shifts?team=${id}`} label={t("shifts.of", { name })} />
          <IconLink icon="edit" href={address} label={t("teams.edit.named", { name })} />
          <IconButton
            icon="trash"
            label={t("teams.archive", { name })}
            hx-delete={address}
            hx-swap="none"
          />
        </div>
      )}
    </li>
  );
}

function openWords(t: Translate, { isOpen, opening }: TeamItem): string {
  if (isOpen) return t("teams.open");
  return opening === null ? t("teams.closed") : t("teams.opens", { opening });
}

function Members({ t, members }: { t: Translate; members: MemberItem[] }) {
  if (members.length === 0) return <p class="hint">{t("teams.nobody")}</p>;
  return (
    <ul class="team-members">
      {members.map(({ id, name, isLead, presence }) => (
        <li key={id}>
          <PresenceDot t={t} presence={presence} />
          <span>{name}</span>
          {isLead && <small class="quiet-text">{t("teams.lead.short")}</small>}
        </li>
      ))}
    </ul>
  );
}
