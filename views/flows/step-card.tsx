/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { AddPanel } from "./add-panel.tsx";
import { editorLink } from "./editor-link.ts";
import { kindIcons } from "./kind-icons.ts";
import { StepFile, StepForm } from "./step-form.tsx";
import type { Editing, ExitItem, StepItem } from "./types.ts";

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
        <>
          <StepForm t={t} address={address} open={open} />
          {open.step.kind === "say" && <StepFile t={t} address={address} step={open.step} />}
        </>
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
