/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { ButtonLink, IconLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";
import { SlaLayout } from "./sla-layout.tsx";
import type { PolicyItem } from "./types.ts";

interface PoliciesPageProps {
  frame: Frame;
  policies: PolicyItem[];
  done?: string;
}

/** What is promised to whom, in the order in which it is looked up. */
export function PoliciesPage({ frame, policies, done }: PoliciesPageProps) {
  const { t } = frame.me;
  return (
    <SlaLayout frame={frame} tab="policies" title={t("sla.tab.policies")} done={done}>
      <PolicyList t={t} policies={policies} />
    </SlaLayout>
  );
}

type ListProps = { t: Translate; policies: PolicyItem[] };

/** The list as a part of an answer, whatever the target was. */
export function PoliciesPart({ t, policies }: ListProps) {
  return (
    <Part target="#policies">
      <PolicyList t={t} policies={policies} />
    </Part>
  );
}

/** All policies, or what a policy is. A swap target of its own. */
export function PolicyList({ t, policies }: ListProps) {
  return (
    <section id="policies" class="panel" aria-labelledby="policies-title">
      {policies.length === 0 ? (
        <NoPolicies t={t} />
      ) : (
        <>
          <div class="spread sla-head">
            <h2 id="policies-title">{t("sla.tab.policies")}</h2>
            <ButtonLink href="/sla/policies/new" tone="primary" icon="plus">
              {t("sla.policy.new")}
            </ButtonLink>
          </div>
          <p class="hint">{t("sla.order")}</p>
          <ol class="lines">
            {policies.map((policy, index) => (
              <Policy
                key={policy.id}
                t={t}
                policy={policy}
                isFirst={index === 0}
                isLast={index === policies.length - 1}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function NoPolicies({ t }: { t: Translate }) {
  return (
    <EmptyState icon="clock" title={t("sla.empty")}>
      <p id="policies-title">{t("sla.empty.text")}</p>
      <form method="post" action="/sla/policies/defaults" class="examples">
        <button type="submit" class="button primary">
          {t("sla.defaults")}
        </button>
        <ButtonLink href="/sla/policies/new" tone="quiet" icon="plus">
          {t("sla.policy.new")}
        </ButtonLink>
      </form>
    </EmptyState>
  );
}

interface PolicyProps {
  t: Translate;
  policy: PolicyItem;
  isFirst: boolean;
  isLast: boolean;
}

function Policy({ t, policy, isFirst, isLast }: PolicyProps) {
  const { id, name } = policy;
  return (
    <li id={`policy-${id}`} class={policy.isOn ? "line" : "line is-off"}>
      <label class="switch-label">
        <input
          class="switch"
          type="checkbox"
          role="switch"
          id={`policy-${id}-enabled`}
          name="enabled"
          value="1"
          checked={policy.isOn}
          aria-label={t("sla.policy.enabled", { name })}
          hx-put={`/sla/policies/${id}/enabled`}
          hx-swap="none"
        />
      </label>
      <div class="line-text">
        <p class="line-title">
          <a href={`/sla/policies/${id}`}>{name}</a>
        </p>
        {policy.sentences.map((sentence) => (
          <p key={sentence} class="quiet-text">
            {sentence}
          </p>
        ))}
      </div>
      <PolicyActions t={t} policy={policy} isFirst={isFirst} isLast={isLast} />
    </li>
  );
}

function PolicyActions({ t, policy, isFirst, isLast }: PolicyProps) {
  const { id, name } = policy;
  const address = `/sla/policies/${id}`;
  return (
    <LineActions
      t={t}
      name={name}
      address={address}
      id={`policy-${id}`}
      place={{ isFirst, isLast }}
      labels={{
        up: "sla.policy.up",
        down: "sla.policy.down",
        edit: "sla.policy.edit.named",
        delete: "sla.policy.delete",
      }}
    >
      <IconLink
        icon="retry"
        href={`/sla/preview?policy=${id}`}
        label={t("sla.policy.try", { name })}
      />
    </LineActions>
  );
}
