/** @jsxImportSource preact */
import type { Language, RuleMatch } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Badge, Tag } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { languageNames } from "../ui/languages.ts";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";

/** One rule as the list shows it. */
export interface RuleItem {
  id: number;
  name: string;
  match: RuleMatch;
  phrases: string[];
  languages: Language[];
  handsOver: boolean;
  isOn: boolean;
  hits: number;
}

export const exampleNames = ["hours", "address", "delivery"] as const;
export type ExampleName = (typeof exampleNames)[number];

const SHOWN_PHRASES = 5;

/** All rules in their order, or what a rule is. A swap target of its own. */
export function RuleList({ t, rules }: { t: Translate; rules: RuleItem[] }) {
  return (
    <section id="rules" class="panel" aria-labelledby="rules-title">
      {rules.length === 0 ? (
        <NoRules t={t} />
      ) : (
        <>
          <div class="spread">
            <h2 id="rules-title">{t("bot.rules")}</h2>
            <ButtonLink href="/bot/rules/new" tone="primary" icon="plus">
              {t("bot.rule.new")}
            </ButtonLink>
          </div>
          <p class="hint">{t("bot.rules.order")}</p>
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
        </>
      )}
    </section>
  );
}

/** The list as a part of an answer, whatever the target was. */
export function RulesPart({ t, rules }: { t: Translate; rules: RuleItem[] }) {
  return (
    <Part target="#rules">
      <RuleList t={t} rules={rules} />
    </Part>
  );
}

function NoRules({ t }: { t: Translate }) {
  return (
    <EmptyState icon="bot" title={t("bot.empty")}>
      <p id="rules-title">{t("bot.empty.text")}</p>
      <p class="examples">
        {exampleNames.map((name) => (
          <ButtonLink key={name} href={`/bot/rules/new?example=${name}`} icon="sparkle">
            {t(`bot.example.${name}`)}
          </ButtonLink>
        ))}
        <ButtonLink href="/bot/rules/new" tone="quiet" icon="plus">
          {t("bot.example.blank")}
        </ButtonLink>
      </p>
    </EmptyState>
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
          aria-label={t("bot.rule.enabled", { name })}
          hx-put={`/bot/rules/${id}/enabled`}
          hx-swap="none"
        />
      </label>
      <RuleText t={t} rule={rule} />
      <RuleActions t={t} rule={rule} isFirst={isFirst} isLast={isLast} />
    </li>
  );
}

function RuleText({ t, rule }: Pick<RuleProps, "t" | "rule">) {
  return (
    <div class="line-text">
      <p class="line-title">
        <a href={`/bot/rules/${rule.id}`}>{rule.name}</a>
        {rule.handsOver && (
          <Badge tone="accent" icon="hand-over">
            {t("bot.rule.hand-over")}
          </Badge>
        )}
      </p>
      <Phrases t={t} rule={rule} />
      <p class="quiet-text">
        {rule.languages.length > 0 && <Languages t={t} languages={rule.languages} />}
        {rule.hits > 0 ? t("bot.rule.hits", { n: rule.hits }) : t("bot.rule.no-hits")}
      </p>
    </div>
  );
}

function RuleActions({ t, rule, isFirst, isLast }: RuleProps) {
  const { id, name } = rule;
  const address = `/bot/rules/${id}`;
  return (
    <LineActions
      t={t}
      name={name}
      address={address}
      id={`rule-${id}`}
      place={{ isFirst, isLast }}
      labels={{
        up: "bot.rule.up",
        down: "bot.rule.down",
        edit: "bot.rule.edit.named",
        delete: "bot.rule.delete",
      }}
    />
  );
}

/** EN · FR, in full for those who hover or listen. */
function Languages({ t, languages }: { t: Translate; languages: Language[] }) {
  const list = languages.map((language) => languageNames[language]).join(", ");
  return (
    <>
      <span role="img" aria-label={t("bot.rule.languages", { list })} title={list}>
        {languages.map((language) => language.toUpperCase()).join(" · ")}
      </span>
      {" — "}
    </>
  );
}

function Phrases({ t, rule }: { t: Translate; rule: RuleItem }) {
  const more = rule.phrases.length - SHOWN_PHRASES;
  return (
    <p class="tags">
      <small class="quiet-text">{t(`bot.match.${rule.match}`)}</small>
      {rule.phrases.slice(0, SHOWN_PHRASES).map((phrase) => (
        <Tag key={phrase}>{phrase}</Tag>
      ))}
      {more > 0 && <small class="quiet-text">{t("bot.rule.more", { n: more })}</small>}
    </p>
  );
}
