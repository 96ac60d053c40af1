/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { RecordChecks } from "../../src/audit/check-record.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { BackLink } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { Differences } from "../ui/versions.tsx";
import { actionTones, type AuditItem, type ChangeLine } from "./audit-list.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

interface AuditRecordPageProps {
  frame: Frame;
  item: AuditItem;
  leaf: string;
  checks: RecordChecks;
}

/** One record of the audit log, with everything it says and what proves it. */
export function AuditRecordPage({ frame, item, leaf, checks }: AuditRecordPageProps) {
  const { t, permissions } = frame.me;
  const title = t("audit.record", { n: item.seq });
  return (
    <ConsentLayout frame={frame} tab="audit" title={title} styles={["versions", "consent-log"]}>
      <BackLink href="/consent/audit">{t("audit.back")}</BackLink>
      <Panel id="audit-what" title={title}>
        <Facts t={t} item={item} seesContacts={permissions.includes("contacts")} />
      </Panel>
      <Panel id="audit-changes" title={t("audit.changes")}>
        <Changes t={t} changes={item.changes} />
      </Panel>
      <Panel id="audit-proof" title={t("audit.proof")} hint={t("audit.proof.hint")}>
        <Checks t={t} checks={checks} />
        <pre class="code-block consent-leaf" tabindex={0} dir="ltr">
          {leaf}
        </pre>
      </Panel>
    </ConsentLayout>
  );
}

interface FactsProps {
  t: Translate;
  item: AuditItem;
  seesContacts: boolean;
}

function Facts({ t, item, seesContacts }: FactsProps) {
  const { person } = item;
  return (
    <dl class="facts columns">
      <Fact label={t("audit.action")}>
        <Badge tone={actionTones[item.action]}>{t(`audit.action.${item.action}`)}</Badge>
      </Fact>
      <Fact label={t("audit.object")}>{item.object}</Fact>
      <Fact label={t("audit.actor")}>{item.actor}</Fact>
      <Fact label={t("audit.when")}>
        <Time time={item.time} />
      </Fact>
      {item.address && <Fact label={t("audit.address")}>{item.address}</Fact>}
      {item.count !== null && <Fact label={t("audit.count")}>{item.count}</Fact>}
      {item.reason && <Fact label={t("audit.reason")}>{item.reason}</Fact>}
      {person && (
        <Fact label={t("audit.person")}>
          {seesContacts ? <a href={`/contacts/${person.id}`}>{person.name}</a> : person.name}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Changes({ t, changes }: { t: Translate; changes: ChangeLine[] | null }) {
  if (changes === null) return <p class="hint">{t("audit.forgotten")}</p>;
  if (changes.length === 0) return <p class="hint">{t("audit.no-changes")}</p>;
  const of = changes.map(({ label, before, after }) => ({
    label,
    before: before ?? "",
    after: after ?? "",
  }));
  return <Differences t={t} of={of} />;
}

const icons = { yes: "check", no: "alert", gone: "lock" } as const satisfies Record<
  string,
  IconName
>;
const looks = { yes: "good", no: "bad", gone: "erased" } as const;

function Checks({ t, checks }: { t: Translate; checks: RecordChecks }) {
  const verdictOf = (holds: boolean | null) => (holds === null ? "gone" : holds ? "yes" : "no");
  return (
    <ol class="plain-list consent-checks">
      {(["line", "chain", "details"] as const).map((name) => {
        const verdict = verdictOf(checks[name]);
        const text =
          verdict === "gone" ? "audit.check.gone" : (`audit.check.${name}.${verdict}` as const);
        return (
          <li key={name} class={looks[verdict]}>
            <Icon name={icons[verdict]} />
            <span>{t(text)}</span>
          </li>
        );
      })}
    </ol>
  );
}
