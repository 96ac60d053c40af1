/** @jsxImportSource preact */
import type { Step } from "../../src/flows/flow.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Notice } from "../settings/notice.tsx";
import { AddPanel } from "./add-panel.tsx";
import { editorLink } from "./editor-link.ts";
import { kindIcons } from "./kind-icons.ts";
import { LanguageBar } from "./step-texts.tsx";
import { StepFields } from "./step-fields.tsx";
import type { Editing, ExitItem, OpenStep, StepItem } from "./types.ts";

interface CardProps {
  t: Translate;
  editing: Editing;
  item: StepItem;
}

/** One step: what it says and where it leads; open, its form. */
export function StepCard({ t, editing, item }: CardProps) {
  const address = `/bot/flows/${editing.head.id}`;
  const open = editing.open?.step.id === item.id ? editing.open : null;
  return (
    <li id={`step-${item.id}`} class={open ? "panel step is-open" : "panel step"}>
      <div class="spread">
        <h3 class="step-title">
          <a
            {...(open
              ? editorLink(address, "", `step-${item.id}`)
              : editorLink(address, `step=${item.id}`, `step-${item.id}`))}
            id={`open-${item.id}`}
            aria-expanded={open ? "true" : "false"}
            autofocus={editing.focus === item.id || open?.focus === ""}
          >
            <StepHead t={t} item={item} />
          </a>
        </h3>
        <StepMenu t={t} address={address} item={item} />
      </div>
      {open ? (
        <StepForm t={t} address={address} open={open} />
      ) : (
        <Exits t={t} {...{ editing, item }} />
      )}
      <StepProblems item={item} />
    </li>
  );
}

/** What every card begins with: a part of its own, so that saving changes it and nothing else. */
export function StepHead({ t, item }: { t: Translate; item: StepItem }) {
  return (
    <span id={`head-${item.id}`} class="step-name">
      <Icon name={kindIcons[item.kind]} />
      <span class="step-words">
        <span class="quiet-text">
          {item.number} · {t(`flows.kind.${item.kind}`)}
          {item.isStart && (
            <>
              {" "}
              <Badge tone="accent">{t("flows.start")}</Badge>
            </>
          )}
          {item.isStray && (
            <>
              {" "}
              <Badge tone="warning">{t("flows.stray")}</Badge>
            </>
          )}
        </span>
        <span dir="auto">{item.label}</span>
      </span>
    </span>
  );
}

export function StepProblems({ item }: { item: StepItem }) {
  return (
    <ul id={`problems-${item.id}`} class="step-problems">
      {item.problems.map((text) => (
        <li key={text} class="error">
          <Icon name="alert" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where it leads, each with a place for a step in between. */
function Exits({ t, editing, item }: CardProps) {
  if (item.exits.length === 0) return null;
  const { adding } = editing;
  return (
    <ul class="exits">
      {item.exits.map((exit) => (
        <li key={exit.slot} class="exit">
          <ExitRow t={t} editing={editing} item={item} exit={exit} />
          {adding?.step === item.id && adding.slot === exit.slot && (
            <AddPanel t={t} editing={editing} adding={adding} />
          )}
        </li>
      ))}
    </ul>
  );
}

function ExitRow({ t, editing, item, exit }: CardProps & { exit: ExitItem }) {
  const address = `/bot/flows/${editing.head.id}`;
  const place = `${item.id}-${exit.slot.replace(":", "-")}`;
  const query = new URLSearchParams({ add: item.id, slot: exit.slot });
  const name = exit.label || t("flows.next");
  return (
    <div class="spread">
      <span class="exit-way">
        {exit.label && (
          <span class="exit-label" dir="auto">
            {exit.label}
          </span>
        )}
        <ExitTarget exit={exit} />
      </span>
      <a
        {...editorLink(address, String(query), `add-${place}`)}
        id={`add-at-${place}`}
        class="icon-button quiet"
        aria-label={t("flows.add.here", { title: item.label, way: name })}
        title={t("flows.add.short")}
      >
        <Icon name="plus" />
      </a>
    </div>
  );
}

function ExitTarget({ exit }: { exit: ExitItem }) {
  if (exit.to)
    return (
      <a class="exit-to" href={`#step-${exit.to.id}`}>
        <Icon name="forward" />
        <span dir="auto">{exit.to.title}</span>
      </a>
    );
  return (
    <span class={exit.isBroken ? "exit-to error" : "exit-to quiet-text"}>
      <Icon name={exit.isBroken ? "alert" : "flag"} />
      {exit.end}
    </span>
  );
}

function StepMenu({ t, address, item }: { t: Translate; address: string; item: StepItem }) {
  const step = `${address}/steps/${item.id}`;
  const swap = { "hx-target": "#flow-editor", "hx-swap": "outerHTML" };
  const up = JSON.stringify({ direction: "up" });
  const down = JSON.stringify({ direction: "down" });
  return (
    <Menu id={`menu-${item.id}`} label={t("flows.step.menu", { n: item.number })} icon="more">
      <MenuItem hx-post={`${step}/copy`} {...swap}>
        {t("flows.step.copy")}
      </MenuItem>
      {!item.isFirst && (
        <MenuItem hx-put={`${step}/position`} hx-vals={up} {...swap}>
          {t("flows.step.up")}
        </MenuItem>
      )}
      {!item.isLast && (
        <MenuItem hx-put={`${step}/position`} hx-vals={down} {...swap}>
          {t("flows.step.down")}
        </MenuItem>
      )}
      {!item.isStart && (
        <MenuItem hx-put={`${address}/start`} hx-vals={JSON.stringify({ step: item.id })} {...swap}>
          {t("flows.step.start")}
        </MenuItem>
      )}
      <MenuItem tone="danger" hx-delete={step} {...swap}>
        {t("flows.step.delete")}
      </MenuItem>
    </Menu>
  );
}

/** What the customer reads is written in four languages; other steps need no tabs for them. */
function hasTexts(step: Step): boolean {
  if (step.kind === "set") return step.changes.some((change) => change.set === "consent");
  return !["check", "look-up", "wait", "book", "jump"].includes(step.kind);
}

/** Each change is saved as it is made; the button is for who has no script, and to be done. */
function StepForm({ t, address, open }: { t: Translate; address: string; open: OpenStep }) {
  const action = `${address}/steps/${open.step.id}`;
  const form = { ...open, t, address: action };
  return (
    <form
      class="stack step-form langs"
      method="post"
      action={action}
      novalidate
      {...(open.changedBy ? {} : autosaving(action))}
    >
      {open.changedBy && (
        <Notice tone="warning">{t("flows.conflict", { name: open.changedBy })}</Notice>
      )}
      <EnterSaves address={action} />
      <input type="hidden" name="kind" value={open.step.kind} />
      <WasField was={open.was} />
      {hasTexts(open.step) ? (
        <LanguageBar t={t} language={open.language} />
      ) : (
        <input type="hidden" name="lang" value={open.language} />
      )}
      <StepFields form={form} />
      <Variables t={t} names={open.choices.variables} />
      <div class="form-actions">
        <Button
          type="submit"
          tone="primary"
          name="done"
          value="1"
          hx-post={action}
          hx-vals='{"done":"1"}'
          hx-target="#flow-editor"
          hx-swap="outerHTML"
          hx-sync="closest form:replace"
        >
          {t(open.changedBy ? "flows.conflict.mine" : "flows.step.done")}
        </Button>
        <span id="flow-saved" class="quiet-text" role="status" />
      </div>
    </form>
  );
}

function autosaving(action: string) {
  return {
    "hx-post": action,
    "hx-trigger": "change",
    "hx-swap": "none",
    "hx-sync": "this:replace",
  };
}

/** Enter in a field presses the first button of a form: this one closes the step. */
function EnterSaves({ address }: { address: string }) {
  return (
    <button
      class="sr-only"
      type="submit"
      name="done"
      value="1"
      tabindex={-1}
      aria-hidden="true"
      hx-post={address}
      hx-vals='{"done":"1"}'
      hx-target="#flow-editor"
      hx-swap="outerHTML"
      hx-sync="closest form:replace"
    />
  );
}

export function WasField({ was }: { was: string }) {
  return <input type="hidden" id="step-was" name="was" value={was} />;
}

export function SavedWord({ t }: { t: Translate }) {
  return (
    <span id="flow-saved" class="quiet-text" role="status">
      {t("flows.saved")}
    </span>
  );
}

/** Names to put into texts: a tap selects one whole. */
function Variables({ t, names }: { t: Translate; names: readonly string[] }) {
  return (
    <div class="stack-s">
      <p class="hint">{t(names.length > 0 ? "flows.variables" : "flows.variables.none")}</p>
      {names.length > 0 && (
        <p class="tags">
          {names.map((name) => (
            <code key={name} class="tag variable">{`{${name}}`}</code>
          ))}
        </p>
      )}
    </div>
  );
}
