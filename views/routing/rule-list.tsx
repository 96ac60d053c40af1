/** @jsxImportSource preact */
import { exampleNames } from "../../src/routing/example-rules.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { RoutingLayout } from "./routing-layout.tsx";

/** One rule as the list shows it. */
export interface RuleItem {
  id: number;
  name: string;
  /** What it says, in the reader's language. */
  sentence: string;
  stops: boolean;
  isOn: boolean;
  hits: number;
  lastFired: TimeText | null;
}

/** `/routing` */
export function RulesPage({
  frame,
  rules,
  mode,
  done,
}: {
  frame: Frame;
  rules: RuleItem[];
  mode: Mode;
  done?: string;
}) {
  return (
    <RoutingLayout frame={frame} tab="rules" done={done}>
      <RuleList t={frame.me.t} rules={rules} mode={mode} />
    </RoutingLayout>
  );
}

/** Whether the first rule that fits is the only one to act, or each does. */
export type Mode = "first" | "all";
type ListProps = { t: Translate; rules: RuleItem[]; mode: Mode };

/** All rules in their order, or what a rule can do. A swap target of its own. */
export function RuleList({ t, rules, mode }: ListProps) {
  return (
    <section id="routing-rules" class="panel" aria-labelledby="routing-rules-title">
      {rules.length === 0 ? (
        <NoRules t={t} />
      ) : (
        <>
          <div class="spread">
            <h2 id="routing-rules-title">{t("routing.rules")}</h2>
            <ButtonLink href="/routing/rules/new" tone="primary" icon="plus">
              {t("routing.rule.new")}
            </ButtonLink>
          </div>
          <p class="hint">{t("routing.order")}</p>
          <ol class="lines">
            {rules.map((rule, index) => (
              <Rule
                key={rule.id}
                t={t}
                rule={rule}
                isFirst={index === 0}
                isLast={index === rules.length - 1}
              />
            ))}
          </ol>
          <ModeChoice t={t} mode={mode} />
          <Examples t={t} />
        </>
      )}
    </section>
  );
}

export function RulesPart(props: ListProps) {
  return (
    <Part target="#routing-rules">
      <RuleList {...props} />
    </Part>
  );
}

function NoRules({ t }: { t: Translate }) {
  return (
    <EmptyState icon="hand-over" title={t("routing.empty")}>
      <p id="routing-rules-title">{t("routing.empty.text")}</p>
      <ul class="rule-examples">
        {exampleNames.map((name) => (
          <li key={name}>
            <a class="rule-example" href={`/routing/rules/new?example=${name}`}>
              <strong>{t(`routing.example.${name}`)}</strong>
              <span class="quiet-text">{t(`routing.example.${name}.text`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <ButtonLink href="/routing/rules/new" icon="plus">
          {t("routing.example.blank")}
        </ButtonLink>
      </p>
    </EmptyState>
  );
}

function ModeChoice({ t, mode }: { t: Translate; mode: Mode }) {
  return (
    <fieldset class="field" id="routing-mode">
      <legend>{t("routing.mode")}</legend>
      {(["first", "all"] as const).map((value) => (
        <label key={value} class="check option">
          <input
            type="radio"
            name="mode"
            value={value}
            id={`mode-${value}`}
            checked={value === mode}
            hx-put="/routing/mode"
            hx-swap="none"
          />
          <span>
            {t(`routing.mode.${value}`)}
            <small class="hint">{t(`routing.mode.${value}.hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Below a list: the same beginnings, folded away. */
function Examples({ t }: { t: Translate }) {
  return (
    <details class="fold">
      <summary class="button quiet">{t("routing.examples")}</summary>
      <p class="examples">
        {exampleNames.map((name) => (
          <ButtonLink key={name} href={`/routing/rules/new?example=${name}`} icon="sparkle">
            {t(`routing.example.${name}`)}
          </ButtonLink>
        ))}
      </p>
    </details>
  );
}

interface RuleProps {
  t: Translate;
  rule: RuleItem;
  isFirst: boolean;
  isLast: boolean;
}

function Rule({ t, rule, isFirst, isLast }: RuleProps) {
  const { id, name } = rule;
  return (
    <li id={`rule-${id}`} class={rule.isOn ? "line" : "line is-off"}>
      <label class="switch-label">
        <input
          class="switch"
          type="checkbox"
          role="switch"
          id={`rule-${id}-enabled`}
          name="enabled"
          value="1"
          checked={rule.isOn}
          aria-label={t("routing.rule.enabled", { name })}
          hx-put={`/routing/rules/${id}/enabled`}
          hx-swap="none"
        />
      </label>
      <div class="line-text">
        <p class="line-title">
          <a href={`/routing/rules/${id}`}>{name}</a>
          {rule.stops && <Badge>{t("routing.rule.stops")}</Badge>}
        </p>
        <p>{rule.sentence}</p>
        <p class="quiet-text">
          {rule.hits > 0 ? t("routing.rule.hits", { n: rule.hits }) : t("routing.rule.no-hits")}
          {rule.lastFired && (
            <>
              {" · "}
              {t("routing.rule.last")} <Time time={rule.lastFired} />
            </>
          )}
        </p>
      </div>
      <RuleActions t={t} rule={rule} isFirst={isFirst} isLast={isLast} />
    </li>
  );
}

function RuleActions({ t, rule, isFirst, isLast }: RuleProps) {
  const { id, name } = rule;
  const address = `/routing/rules/${id}`;
  return (
    <LineActions
      t={t}
      name={name}
      address={address}
      id={`rule-${id}`}
      place={{ isFirst, isLast }}
      labels={{
        up: "routing.rule.up",
        down: "routing.rule.down",
        edit: "routing.rule.edit.named",
        delete: "routing.rule.delete",
      }}
    />
  );
}
