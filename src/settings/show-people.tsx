/** @jsxImportSource preact */
import type { Translate } from "../../views/i18n.ts";
import type { InviteForm } from "../../views/settings/invite-panels.tsx";
import {
  type NewPersonProblems,
  type NewPersonValues,
  PeoplePage,
} from "../../views/settings/people-page.tsx";
import type { Choice } from "../../views/ui/field.tsx";
import { DAY } from "../clock.ts";
import type { Db } from "../db/open.ts";
import type { Role } from "../db/schema.ts";
import { frameOf } from "../http/frame.ts";
import type { Me } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { listTeams } from "../routing/teams.ts";
import { listInvitations } from "../users/invitations.ts";
import { passwordLength } from "../users/passwords.ts";
import { mayManage } from "../users/permissions.ts";
import { isEmpty } from "../users/read-fields.ts";
import { listOfferedRoles, roleWord } from "../users/roles.ts";
import { listUsers } from "../users/users.ts";
import { dayAfter } from "./last-days.ts";
import { getSetting } from "./settings.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText, type TimeStyle } from "./time-text.ts";

const LINK_DAYS = 7;

/** What the page says besides who is there; what is missing is as on a first visit. */
export interface PeopleContent {
  values?: NewPersonValues;
  problems?: NewPersonProblems;
  invite?: Pick<InviteForm, "values" | "problems"> & { teamIds: number[] };
  made?: { email: string; link: string };
  done?: string;
}

/** Who works here, who is invited, and the two forms for one more. */
export async function showPeople(
  recado: Recado,
  request: Request,
  me: Me,
  content: PeopleContent,
): Promise<Response> {
  const { problems = {}, made, done } = content;
  const frame = await frameOf(recado, request);
  const style = await timeStyleOf(recado, me.language);
  const business = await getSetting(recado.db, "business");
  const markup = (
    <PeoplePage
      frame={frame}
      people={await readPeople(recado.db, me, style)}
      roles={await readRoleChoices(recado.db, me)}
      values={
        content.values ?? {
          name: "",
          email: "",
          role: "agent",
          language: business?.language ?? me.language,
        }
      }
      problems={problems}
      invite={await readInvite(recado.db, style, content.invite)}
      invitations={await readInvitations(recado.db, me.t, style)}
      made={made}
      passwordLength={passwordLength}
      done={done}
    />
  );
  const isRight = isEmpty(problems) && isEmpty(content.invite?.problems ?? {});
  return page(markup, { status: isRight ? (made ? 201 : 200) : 422 });
}

async function readPeople(db: Db, me: Me, style: TimeStyle) {
  const rows = await listUsers(db);
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      roleName: roleName(me.t, row.role, row.custom_role),
      until: row.access_ends_at === null ? null : timeText(row.access_ends_at - 1, style),
      isActive: row.deactivated_at === null,
      isMe: row.id === me.id,
    }))
    .sort(
      (a, b) =>
        Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name, me.language),
    );
}

/** The desk's own name for a role, or the built-in one in the reader's words. */
export function roleName(t: Translate, role: Role, own: string | null): string {
  return own ?? t(`role.${role}`);
}

/** The roles that this person may give. */
export async function readRoleChoices(db: Db, me: Me): Promise<Choice[]> {
  return (await listOfferedRoles(db))
    .filter((offered) => mayManage(me.standing, offered))
    .map((offered) => ({
      value: roleWord(offered),
      label: offered.name ?? me.t(`role.${offered.role}.long`),
    }));
}

async function readInvite(
  db: Db,
  style: TimeStyle,
  given: PeopleContent["invite"],
): Promise<InviteForm> {
  const teams = await listTeams(db);
  const values = {
    name: "",
    email: "",
    role: "agent",
    expires: dayAfter(style, LINK_DAYS),
    access: "",
  };
  return {
    values: given?.values ?? values,
    problems: given?.problems ?? {},
    teams: teams.map(({ id, name }) => ({
      value: String(id),
      label: name,
      isChosen: given?.teamIds.includes(id) ?? false,
    })),
    today: dayAfter(style, 0),
  };
}

/** Expired ones stay for a month, for whoever wonders. */
async function readInvitations(db: Db, t: Translate, style: TimeStyle) {
  const rows = await listInvitations(db);
  return rows
    .filter((row) => row.expires_at > style.now - 30 * DAY)
    .map((row) => ({
      id: row.id,
      email: row.email,
      roleName: roleName(t, row.role, row.custom_role),
      inviter: row.inviter,
      // The last moment of the day that was chosen, rather than the next day.
      until: timeText(row.expires_at - 1, style),
      isExpired: row.expires_at <= style.now,
    }));
}
