import { type Kysely, sql } from "kysely";

/** Counters that change with every ticket are no change of the desk's rules. */
const ownColumns: Record<string, string> = {
  teams: " OF name, calendar, assignment, is_sticky, position, archived_at",
  team_members: " OF team_id, user_id, is_lead",
  routing_rules:
    " OF name, events, condition, actions, unanswered_minutes, is_enabled, stops, position",
};

/** For each rule that waits for an answer, when it will have waited long enough. */
const startTimers = `INSERT INTO rule_timers (rule_id, ticket_id, waiting_since, due_at)
      SELECT id, new.id, new.waiting_since, new.waiting_since + unanswered_minutes * 60000
      FROM routing_rules
      WHERE unanswered_minutes IS NOT NULL AND is_enabled = 1 AND new.waiting_since IS NOT NULL
      ON CONFLICT DO NOTHING;`;

/**
 * Teams, roles, presence, shifts, routing rules, SLA clocks, own fields of contacts,
 * saved views and notifications. Conditions and actions are JSON (routing/conditions.ts,
 * routing/actions.ts).
 */
const statements = [
  // ── People ─────────────────────────────────────────────────────────────────
  `CREATE TABLE roles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    ticket_scope TEXT NOT NULL,
    permissions TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `ALTER TABLE users ADD COLUMN custom_role_id INTEGER REFERENCES roles(id)`,
  `ALTER TABLE users ADD COLUMN access_ends_at INTEGER`,
  `ALTER TABLE users ADD COLUMN capacity INTEGER`,
  `ALTER TABLE users ADD COLUMN presence TEXT NOT NULL DEFAULT 'auto'`,
  `ALTER TABLE users ADD COLUMN page_seen_at INTEGER`,
  `ALTER TABLE users ADD COLUMN notify TEXT NOT NULL DEFAULT '{}'`,
  `CREATE TABLE user_skills (
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, kind, value)
  )`,
  `CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    custom_role_id INTEGER REFERENCES roles(id),
    team_ids TEXT NOT NULL DEFAULT '[]',
    invited_by INTEGER REFERENCES users(id),
    access_ends_at INTEGER,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
  )`,

  // ── Teams and shifts ───────────────────────────────────────────────────────
  `CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    calendar TEXT,
    assignment TEXT NOT NULL DEFAULT 'manual',
    is_sticky INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    last_assigned_id INTEGER,
    rotation_weeks INTEGER NOT NULL DEFAULT 1,
    rotation_from TEXT,
    handed_over_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE team_members (
    team_id INTEGER NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    is_lead INTEGER NOT NULL DEFAULT 0,
    turn INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (team_id, user_id)
  )`,
  `CREATE INDEX team_members_by_user ON team_members(user_id)`,
  `CREATE TABLE shifts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    team_id INTEGER NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    week INTEGER NOT NULL DEFAULT 0,
    weekday TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL
  )`,
  `CREATE INDEX shifts_by_team ON shifts(team_id, week, weekday)`,
  `CREATE INDEX shifts_by_user ON shifts(user_id)`,
  `CREATE TABLE shift_handovers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    team_id INTEGER NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    from_user_id INTEGER NOT NULL REFERENCES users(id),
    shift_ended_at INTEGER NOT NULL,
    card TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    acknowledged_by INTEGER REFERENCES users(id),
    acknowledged_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (team_id, from_user_id, shift_ended_at)
  )`,
  `CREATE INDEX shift_handovers_open ON shift_handovers(team_id) WHERE acknowledged_at IS NULL`,

  // ── Tickets and contacts ───────────────────────────────────────────────────
  `ALTER TABLE tickets ADD COLUMN team_id INTEGER REFERENCES teams(id)`,
  `ALTER TABLE tickets ADD COLUMN assigned_at INTEGER`,
  `ALTER TABLE tickets ADD COLUMN waiting_since INTEGER`,
  `ALTER TABLE tickets ADD COLUMN sla_due_at INTEGER`,
  `ALTER TABLE tickets ADD COLUMN sla_policy_id INTEGER`,
  `ALTER TABLE tickets ADD COLUMN sla_is_chosen INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX tickets_by_team ON tickets(team_id, status, last_message_at DESC, id DESC)`,
  `CREATE INDEX tickets_by_sla ON tickets(sla_due_at, id) WHERE sla_due_at IS NOT NULL`,
  `CREATE INDEX tickets_unassigned ON tickets(team_id, id) WHERE assignee_id IS NULL AND status IN ('new', 'open')`,
  // What waits for a team's automatic assignment, the oldest waiting first.
  `CREATE INDEX tickets_for_teams ON tickets(team_id, coalesce(waiting_since, created_at), id)
    WHERE assignee_id IS NULL AND team_id IS NOT NULL AND status IN ('new', 'open')`,
  `CREATE INDEX tickets_by_assigned ON tickets(assignee_id, assigned_at) WHERE assigned_at IS NOT NULL`,
  `ALTER TABLE contacts ADD COLUMN value INTEGER`,
  `ALTER TABLE contacts ADD COLUMN is_vip INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE contacts ADD COLUMN timezone TEXT`,
  `ALTER TABLE contacts ADD COLUMN manager_id INTEGER REFERENCES users(id)`,
  `CREATE INDEX contacts_by_manager ON contacts(manager_id) WHERE manager_id IS NOT NULL`,
  `CREATE TABLE contact_fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  `CREATE TABLE contact_values (
    contact_id INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES contact_fields(id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (contact_id, field_id)
  )`,
  `CREATE INDEX contact_values_by_field ON contact_values(field_id, value)`,
  `CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    condition TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,

  // ── Routing rules ──────────────────────────────────────────────────────────
  `CREATE TABLE routing_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    events TEXT NOT NULL,
    condition TEXT NOT NULL,
    actions TEXT NOT NULL,
    unanswered_minutes INTEGER,
    is_enabled INTEGER NOT NULL DEFAULT 1,
    stops INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    hit_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE TABLE routing_rule_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    change TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    changed_by INTEGER REFERENCES users(id),
    changed_at INTEGER NOT NULL,
    UNIQUE (rule_id, version)
  )`,
  `CREATE TABLE rule_firings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id INTEGER NOT NULL,
    rule_name TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    because TEXT NOT NULL,
    effects TEXT NOT NULL,
    fired_at INTEGER NOT NULL
  )`,
  `CREATE INDEX rule_firings_by_ticket ON rule_firings(ticket_id, id)`,
  `CREATE INDEX rule_firings_by_rule ON rule_firings(rule_id, fired_at)`,
  `CREATE TABLE rule_timers (
    rule_id INTEGER NOT NULL REFERENCES routing_rules(id) ON DELETE CASCADE,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    waiting_since INTEGER NOT NULL,
    due_at INTEGER,
    PRIMARY KEY (rule_id, ticket_id, waiting_since)
  )`,
  `CREATE INDEX rule_timers_due ON rule_timers(due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX rule_timers_by_ticket ON rule_timers(ticket_id)`,
  // Whoever sets or clears `waiting_since` sets and voids the timers with it.
  `CREATE TRIGGER rule_timers_begin AFTER INSERT ON tickets WHEN new.waiting_since IS NOT NULL BEGIN
    ${startTimers}
  END`,
  `CREATE TRIGGER rule_timers_change AFTER UPDATE OF waiting_since ON tickets
    WHEN old.waiting_since IS NOT new.waiting_since BEGIN
    DELETE FROM rule_timers WHERE ticket_id = new.id AND due_at IS NOT NULL;
    ${startTimers}
  END`,
  // Up to which line of the tickets' history the rules have reacted.
  `CREATE TABLE routing_progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ticket_event_id INTEGER NOT NULL
  )`,
  `INSERT INTO routing_progress (id, ticket_event_id)
    SELECT 1, coalesce(max(id), 0) FROM ticket_events`,

  // ── SLA ────────────────────────────────────────────────────────────────────
  `CREATE TABLE sla_policies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    condition TEXT NOT NULL,
    terms TEXT NOT NULL,
    is_enabled INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    since_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER
  )`,
  `CREATE TABLE sla_clocks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets(id) ON DELETE CASCADE,
    policy_id INTEGER NOT NULL REFERENCES sla_policies(id) ON DELETE CASCADE,
    metric TEXT NOT NULL,
    state TEXT NOT NULL,
    target_ms INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    due_at INTEGER,
    remaining_ms INTEGER,
    next_step INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER,
    breached_at INTEGER,
    ended_at INTEGER,
    team_id INTEGER,
    assignee_id INTEGER,
    created_at INTEGER NOT NULL DEFAULT 0,
    after_event_id INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE UNIQUE INDEX sla_clocks_open ON sla_clocks(ticket_id, metric) WHERE ended_at IS NULL`,
  `CREATE INDEX sla_clocks_due ON sla_clocks(next_at) WHERE next_at IS NOT NULL`,
  `CREATE INDEX sla_clocks_by_ticket ON sla_clocks(ticket_id, id)`,
  `CREATE INDEX sla_clocks_by_start ON sla_clocks(started_at)`,
  `CREATE INDEX sla_clocks_by_policy ON sla_clocks(policy_id, started_at)`,
  `CREATE TABLE sla_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clock_id INTEGER NOT NULL REFERENCES sla_clocks(id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    fired_at INTEGER NOT NULL,
    UNIQUE (clock_id, step)
  )`,
  // Up to which ticket the clocks were reckoned anew after a policy or calendar changed; null: all.
  `CREATE TABLE sla_progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ticket_id INTEGER
  )`,
  `INSERT INTO sla_progress (id, ticket_id) VALUES (1, NULL)`,
  ...[
    "INSERT ON sla_policies",
    "UPDATE OF condition, terms, is_enabled, position, archived_at ON sla_policies",
    "UPDATE OF calendar, archived_at ON teams",
    "UPDATE ON settings",
    "INSERT ON settings",
  ].map(
    (event, index) => `CREATE TRIGGER sla_progress_${index} AFTER ${event}
    ${event.endsWith("settings") ? "WHEN NEW.key IN ('business', 'bot')" : ""} BEGIN
      UPDATE sla_progress SET ticket_id = 0;
    END`,
  ),

  // ── Views and notifications ────────────────────────────────────────────────
  `CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    is_shared INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX saved_views_by_user ON saved_views(user_id, position)`,
  `CREATE TABLE ticket_undos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    steps TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX ticket_undos_by_user ON ticket_undos(user_id, created_at)`,
  `CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    ticket_id INTEGER REFERENCES tickets(id) ON DELETE CASCADE,
    detail TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    seen_at INTEGER
  )`,
  `CREATE INDEX notifications_by_user ON notifications(user_id, id)`,
  `CREATE INDEX notifications_unseen ON notifications(user_id) WHERE seen_at IS NULL`,
  `CREATE TABLE push_subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    session_id INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE,
    keys TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  `CREATE INDEX push_subscriptions_by_user ON push_subscriptions(user_id)`,
  `CREATE INDEX push_subscriptions_by_session ON push_subscriptions(session_id)`,
  // How far people have been told of what happened, and of which waiting customers.
  `CREATE TABLE notify_progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ticket_event_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    note_id INTEGER NOT NULL
  )`,
  `INSERT INTO notify_progress (id, ticket_event_id, message_id, note_id)
    SELECT 1, (SELECT coalesce(max(id), 0) FROM ticket_events),
      (SELECT coalesce(max(id), 0) FROM messages), (SELECT coalesce(max(id), 0) FROM notes)`,
  `CREATE TABLE notify_told (
    ticket_id INTEGER PRIMARY KEY REFERENCES tickets(id) ON DELETE CASCADE,
    waiting_since INTEGER NOT NULL
  )`,
  `CREATE INDEX tickets_waiting ON tickets(waiting_since) WHERE waiting_since IS NOT NULL`,
  // What leaves by push, e-mail, Slack or webhook; `sending` is committed before the network.
  `CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  )`,
  `CREATE INDEX deliveries_due ON deliveries(next_attempt_at) WHERE next_attempt_at IS NOT NULL`,

  ...["teams", "team_members", "routing_rules", "sla_policies", "contact_fields"].flatMap((table) =>
    ["INSERT", "UPDATE", "DELETE"].map((verb) => countChange(table, verb)),
  ),
];

function countChange(table: string, verb: string): string {
  const columns = verb === "UPDATE" ? (ownColumns[table] ?? "") : "";
  return `CREATE TRIGGER desk_version_${table}_${verb.toLowerCase()} AFTER ${verb}${columns} ON ${table} BEGIN
    UPDATE desk_version SET version = version + 1;
  END`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
