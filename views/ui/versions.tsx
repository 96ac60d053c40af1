/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Translate } from "../i18n.ts";
import { Badge } from "./badge.tsx";
import { Button } from "./button.tsx";
import { Time, type TimeText } from "./time.tsx";

/** One thing that a change made different, in words. */
export interface Difference {
  label: string;
  before: string;
  after: string;
}

/** One version of something, as a page tells it. */
export interface VersionText {
  id: number;
  version: number;
  by: string;
  time: TimeText;
  differences: readonly Difference[];
}

interface VersionProps {
  t: Translate;
  version: VersionText;
  /** Where the versions are of many things: which one this is of. */
  of?: { name: string; href: string };
  change: { text: string; isEnd: boolean };
  /** Where a form asks for this version back; null: it is the one in force. */
  restore: string | null;
  /** The whole thing as it was. */
  children?: ComponentChildren;
}

/** A version with what it changed; needs versions.css. */
export function Version({ t, version, of, change, restore, children }: VersionProps) {
  const { version: n, by, time, differences } = version;
  return (
    <article class="stack-s">
      <p class="line-title">
        {of ? <a href={of.href}>{of.name}</a> : <span>{t("versions.by", { n, name: by })}</span>}
        <Badge tone={change.isEnd ? "danger" : "neutral"}>{change.text}</Badge>
      </p>
      <p class="quiet-text">
        {of && `${t("versions.by", { n, name: by })} · `}
        <Time time={time} />
      </p>
      {differences.length > 0 && <Differences t={t} of={differences} />}
      {children && (
        <details class="fold">
          <summary class="reveal">{t("versions.whole")}</summary>
          {children}
        </details>
      )}
      {restore && (
        <form method="post" action={restore}>
          <Button type="submit" icon="reopen">
            {t("versions.restore")}
            <span class="sr-only"> {of ? `${of.name} ${n}` : n}</span>
          </Button>
        </form>
      )}
    </article>
  );
}

/** Before and after, thing by thing; needs versions.css. */
export function Differences({ t, of }: { t: Translate; of: readonly Difference[] }) {
  return (
    <dl class="differences">
      {of.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="payload" dir="auto">
            <del>
              <span class="sr-only">{t("versions.before")} </span>
              {before || "–"}
            </del>
            <ins>
              <span class="sr-only">{t("versions.after")} </span>
              {after || "–"}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
