/**
 * Who plays in battery 8, and what each may: written down apart from src/users/permissions.ts, so
 * that a wrong line there is a difference here.
 */
export interface Person {
  name: string;
  role: string;
  /** Whose tickets. */
  sees: "none" | "own" | "team" | "all";
  may: readonly string[];
}

const everything = [
  "tickets",
  "reply",
  "notes",
  "contacts",
  "phones",
  "exports",
  "views",
  "reports",
  "rules",
  "teams",
  "sla",
  "templates",
  "bot",
  "moderation",
  "consent",
  "privacy",
  "audit",
  "journal",
  "simulator",
  "settings",
  "users",
];
const desk = ["tickets", "reply", "notes", "contacts", "phones"];
const office = ["exports", "views", "reports", "rules", "teams", "sla", "templates", "bot"];

export const persons: readonly Person[] = [
  { name: "Olga", role: "owner", sees: "all", may: everything },
  { name: "Ada", role: "admin", sees: "all", may: everything },
  { name: "Sofia", role: "supervisor", sees: "all", may: [...desk, ...office] },
  { name: "Marcos", role: "account-manager", sees: "own", may: desk },
  { name: "Bia", role: "agent", sees: "team", may: desk },
  { name: "Lena", role: "lead", sees: "team", may: [...desk, "views", "reports", "teams"] },
  { name: "Nuno", role: "level-2", sees: "team", may: desk },
  { name: "Moni", role: "moderator", sees: "all", may: ["tickets", "notes", "moderation"] },
  { name: "Audra", role: "auditor", sees: "none", may: ["consent", "audit"] },
  // Made by hand: reads the team's tickets, opens contacts, and sees numbers masked.
  { name: "Rita", role: "custom", sees: "team", may: ["tickets", "contacts"] },
];

/** A ticket of the play: whose it is, by name. */
export interface Piece {
  /** In every text of it, and nowhere else. */
  word: string;
  assignee: string | null;
  manager: string | null;
  /** `ours`: the team of everybody here; `theirs`: another one; null: none yet. */
  team: "ours" | "theirs" | null;
}

/** The own and the managed ticket of each person, and one of each other kind. */
export const pieces: readonly Piece[] = [
  ...persons.flatMap(({ name }): Piece[] => [
    { word: `own${name}`, assignee: name, manager: null, team: "theirs" },
    { word: `managed${name}`, assignee: null, manager: name, team: "theirs" },
  ]),
  { word: "teamsticket", assignee: null, manager: null, team: "ours" },
  { word: "othersticket", assignee: null, manager: null, team: "theirs" },
  { word: "nobodysticket", assignee: null, manager: null, team: null },
];

export function maySee(person: Person, piece: Piece): boolean {
  if (person.sees === "all") return true;
  if (person.sees === "none") return false;
  if (piece.assignee === person.name || piece.manager === person.name) return true;
  return person.sees === "team" && piece.team !== "theirs";
}

export type Expected = "sign-in" | "forbidden" | "missing" | "allowed" | "public";

/** What a route has to answer; `needs` is its line in routes-by-role.ts, without the object. */
export function expected(person: Person | null, needs: string, piece: Piece | null): Expected {
  if (needs === "public") return "public";
  if (person === null || needs === "token") return "sign-in";
  const isAllowed = needs === "signed-in" || needs.split("|").some((each) => has(person, each));
  if (!isAllowed) return "forbidden";
  return piece === null || maySee(person, piece) ? "allowed" : "missing";
}

function has({ may, sees }: Person, need: string): boolean {
  const [permission = "", breadth] = need.split("&");
  return may.includes(permission) && (breadth !== "all" || sees === "all");
}
