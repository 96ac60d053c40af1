import type { Priority, SlaMetric } from "../../src/db/schema.ts";
import type { Choice } from "../ui/field.tsx";
import type { TimeText } from "../ui/time.tsx";

/** In the order in which they are promised. */
export const metrics = ["first-response", "next-response", "hand-over", "resolution"] as const;
/** The most pressing first. */
export const priorityOrder = ["urgent", "high", "normal", "low"] as const;
export type TargetTexts = Record<SlaMetric, Record<Priority, string>>;

/** How urgent a clock is; said by colour, by shape and in words. */
export type ClockTone = "ok" | "soon" | "breached" | "paused";

/** A clock as a mark: in rows, headers and boards. */
export interface ClockMark {
  tone: ClockTone;
  /** "12 min", "5 min late", "paused". */
  text: string;
  /** "First response due Monday 14:15" in full. */
  label: string;
  /** Milliseconds to the deadline, negative after it; null while paused. */
  left: number | null;
  /** Below so many milliseconds it is `soon`. */
  soonBelow: number;
  /** "{time} late", for app.js to fill in. */
  late: string;
}

/** One promise of a ticket, explained. */
export interface TicketClock {
  id: number;
  metric: SlaMetric;
  mark: ClockMark;
  policy: string;
  /** "15 min in the team's hours" */
  promise: string;
  due: TimeText | null;
  /** Why it stands still, or when it will; null: it never does. */
  pause: string | null;
}

export interface PolicyItem {
  id: number;
  name: string;
  isOn: boolean;
  /** Whom it is for, and what it promises, in sentences. */
  sentences: string[];
}

/** How far ahead of a deadline somebody is told. */
export interface ReminderDraft {
  at: string;
  unit: "percent" | "minutes";
}

/** One step of the ladder after a breach. */
export interface StepDraft {
  after: string;
  onlyVip: boolean;
  /** "", "team:3", "user:5", "last-agent", "unassign" */
  assign: string;
  raises: boolean;
  escalates: boolean;
  /** NotifyTarget[] */
  notify: string[];
  /** What they are told; empty: the usual words. */
  text: string;
  tags: string;
  /** JSON of actions that this form has no field for: they are kept. */
  rest: string;
}

/** The form as it is written: nothing in it need be right yet. */
export interface PolicyDraft {
  name: string;
  isEnabled: boolean;
  targets: TargetTexts;
  /** "business", "always", "team", or "own" */
  calendar: string;
  /** A calendar that only a program can have given: it is kept. */
  hasOwnCalendar: boolean;
  pauses: string[];
  botAnswers: boolean;
  reminders: ReminderDraft[];
  ladder: StepDraft[];
}

/** By the id of the field. */
export type DraftErrors = Partial<Record<string, string>>;

export interface PolicyChoices {
  assign: Choice[];
  notify: Choice[];
}

/** One ticket of the live board. */
export interface DueRow {
  number: number;
  name: string;
  metric: SlaMetric;
  mark: ClockMark;
  team: string | null;
  assignee: string | null;
  policy: string;
  due: TimeText;
}

/** How a team or a person stands now. */
export interface DueGroup {
  /** The query string that shows only these, without `?`. */
  query: string;
  name: string;
  breached: number;
  soon: number;
}

export interface DueBoard {
  /** Otherwise figures alone. */
  seesTickets: boolean;
  breached: DueRow[];
  next: DueRow[];
  /** There are more than are shown. */
  hasMoreBreached: boolean;
  hasMoreNext: boolean;
  byTeam: DueGroup[];
  byAgent: DueGroup[];
  /** "team=3&agent=5", what the board is narrowed to. */
  query: string;
  team: string;
  agent: string;
  teams: Choice[];
  agents: Choice[];
}

/** Promises of a policy, team, person or day that came to an end, and how. */
export interface ComplianceRow {
  key: string;
  name: string;
  met: number;
  breached: number;
  /** 0 to 100; null where nothing came to an end. */
  percent: number | null;
  /** "93 %", "–" */
  text: string;
}

export interface Compliance {
  days: number;
  metric: SlaMetric | "";
  total: ComplianceRow;
  periods: ComplianceRow[];
  byPolicy: ComplianceRow[];
  byTeam: ComplianceRow[];
  byAgent: ComplianceRow[];
}

/** One metric under a policy, beside what happened. */
export interface TrialRow {
  metric: SlaMetric;
  /** Of the policy on trial; `percent` "–" where it asks nothing. */
  under: TrialSum;
  actual: TrialSum;
}

export interface TrialSum {
  clocks: number;
  percent: string;
  breached: number;
  median: string;
}

export interface TrialTicket {
  number: number;
  name: string;
  metric: SlaMetric;
  /** "15 min", "41 min" */
  target: string;
  took: string;
  time: TimeText;
}

export interface Trial {
  days: number;
  tickets: number;
  rows: TrialRow[];
  /** How many were late, and those that the reader may see. */
  late: number;
  breached: TrialTicket[];
  hasMore: boolean;
  /** There were too many tickets: the newest count. */
  isCut: boolean;
}
