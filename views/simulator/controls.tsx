/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { type Action, actions } from "../../src/simulator/customer.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { firstNameOf } from "./phone.tsx";
import { pageFaults, type PageFault, type Simulation } from "./types.ts";

type ControlsProps = { t: Translate; sim: Simulation };

const icons: Record<Action, IconName> = {
  image: "image",
  voice: "mic",
  location: "location",
  list: "list",
  reaction: "smile",
  stop: "ban",
};

/** A column of its own where there is room; elsewhere a sheet behind the phone's plus. */
export function Controls({ t, sim }: ControlsProps) {
  const name = firstNameOf(sim.person);
  return (
    <aside class="sim-controls" id="sim-controls" popover="auto" aria-label={t("simulator.more")}>
      <Group title={t("simulator.sends", { name })}>
        {actions.map((action) => (
          <Control
            key={action}
            icon={icons[action]}
            hx-post="/simulator/messages"
            hx-vals={JSON.stringify({ action })}
          >
            {t(`simulator.act.${action}`)}
          </Control>
        ))}
      </Group>
      <Group title={t("simulator.meta")}>
        <Control icon="retry" hint={t("simulator.repeat.hint")} hx-post="/simulator/deliveries">
          {t("simulator.repeat")}
        </Control>
        <Control icon="check-all" hint={t("simulator.late.hint")} hx-post="/simulator/statuses">
          {t("simulator.late")}
        </Control>
        <Control icon="clock" hint={t("simulator.leap.hint")} hx-post="/simulator/time">
          {t("simulator.leap")}
        </Control>
      </Group>
      <BotVersion t={t} sim={sim} />
      <Faults t={t} sim={sim} />
      <Group title={t("simulator.clean")}>
        <Control
          icon="trash"
          tone="danger"
          hx-delete="/simulator/data"
          hx-confirm={t("simulator.purge.confirm")}
        >
          {t("simulator.purge")}
        </Control>
      </Group>
    </aside>
  );
}

/** The switch of the fake Graph API; the one that is on shows it. */
export function Faults({ t, sim }: ControlsProps) {
  return (
    <Group id="sim-faults" title={t("simulator.graph")}>
      <Control icon="check" isOn={sim.fault === null} hx-delete="/simulator/fault">
        {t("simulator.fault.off")}
      </Control>
      {pageFaults.map((fault) => (
        <Control
          key={fault}
          icon={faultIcons[fault]}
          isOn={sim.fault === fault}
          hx-put="/simulator/fault"
          hx-vals={JSON.stringify({ fault })}
        >
          {t(`simulator.fault.${fault}`)}
        </Control>
      ))}
    </Group>
  );
}

/** Which flows simulated customers talk to. */
export function BotVersion({ t, sim }: ControlsProps) {
  return (
    <Group id="sim-bot" title={t("simulator.bot")}>
      <Control icon="check" isOn={!sim.usesDrafts} hx-delete="/simulator/drafts">
        {t("simulator.bot.published")}
      </Control>
      <Control icon="edit" isOn={sim.usesDrafts} hx-put="/simulator/drafts">
        {t("simulator.bot.drafts")}
      </Control>
    </Group>
  );
}

const faultIcons: Record<PageFault, IconName> = {
  "rate-limited": "clock",
  "server-error": "alert",
  hang: "offline",
};

/** Said above the phone as long as a fault is on. */
export function FaultNotice({ t, sim }: ControlsProps) {
  return (
    <div id="sim-fault-notice" role="status">
      {sim.fault && (
        <p class="banner warning">
          <Icon name="alert" />
          <span class="grow">{t(`simulator.fault.state.${sim.fault}`)}</span>
          <Button hx-delete="/simulator/fault">{t("simulator.fault.end")}</Button>
        </p>
      )}
    </div>
  );
}

function Group({
  id,
  title,
  children,
}: {
  id?: string;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <section class="sim-group" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface ControlProps {
  icon: IconName;
  children: ComponentChildren;
  hint?: string;
  isOn?: boolean;
  tone?: "danger";
  "hx-post"?: string;
  "hx-put"?: string;
  "hx-delete"?: string;
  "hx-vals"?: string;
  "hx-confirm"?: string;
}

/** Puts the sheet away at the same time, where there is one. */
function Control({ icon, children, hint, isOn, tone, ...rest }: ControlProps) {
  return (
    <button
      {...rest}
      type="button"
      class={tone ? `menu-item ${tone}` : "menu-item"}
      aria-pressed={isOn}
      popovertarget="sim-controls"
      popovertargetaction="hide"
    >
      <Icon name={icon} />
      <span class="grow">
        {children}
        {hint && <small>{hint}</small>}
      </span>
      {isOn && <span class="sim-on" aria-hidden="true" />}
    </button>
  );
}
