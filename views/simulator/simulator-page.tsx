/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Part } from "../ui/part.tsx";
import { BotVersion, Controls, FaultNotice, Faults } from "./controls.tsx";
import { Chat, firstNameOf, People, Phone } from "./phone.tsx";
import { Steps } from "./steps.tsx";
import type { Simulation } from "./types.ts";

/** A customer's phone beside the desk: what one sends, the other gets. */
export function SimulatorPage({ frame, sim }: { frame: Frame; sim: Simulation }) {
  const { t } = frame.me;
  return (
    <Layout
      title={t("simulator.title")}
      frame={frame}
      active="simulator"
      kind="desk"
      styles={["simulator"]}
      scripts={["simulator"]}
    >
      <div class="sim" hx-include:inherited="#sim-context > input" hx-swap:inherited="none">
        <Steps t={t} sim={sim} />
        <section class="pane sim-pane" aria-labelledby="sim-title">
          <Marker t={t} sim={sim} />
          <FaultNotice t={t} sim={sim} />
          <People t={t} sim={sim} />
          <Phone t={t} sim={sim} />
        </section>
        <Controls t={t} sim={sim} />
        <Context sim={sim} />
        <div
          id="sim-refresh"
          hidden
          hx-get="/simulator/live"
          hx-trigger="ticket from:body throttle:250ms, resync from:body"
          hx-sync="this:queue last"
        />
      </div>
      <DeskPane t={t} sim={sim} />
    </Layout>
  );
}

function Marker({ t, sim }: { t: Translate; sim: Simulation }) {
  return (
    <header class="sim-marker">
      <Icon name="simulator" />
      <h1 id="sim-title">{t("simulator.marker")}</h1>
      <OpenInbox t={t} sim={sim} />
    </header>
  );
}

/** Where the desk has no room beside the phone. */
function OpenInbox({ t, sim }: { t: Translate; sim: Simulation }) {
  return (
    <span id="sim-open">
      <ButtonLink href={sim.ticket ? `/tickets/${sim.ticket}` : "/inbox"} tone="primary">
        {t("simulator.open-inbox")}
      </ButtonLink>
    </span>
  );
}

/** What every request tells: whose phone it is, and which ticket stands beside it. */
function Context({ sim }: { sim: Simulation }) {
  return (
    <div id="sim-context" hidden>
      <input type="hidden" name="who" value={sim.person.key} />
      <input type="hidden" name="shown" value={sim.ticket ?? ""} />
    </div>
  );
}

/** The real thread of the inbox, fetched from its own page; a pane that is not displayed fetches nothing. */
function DeskPane({ t, sim }: { t: Translate; sim: Simulation }) {
  if (sim.ticket === null) {
    return (
      <div id="case" class="case sim-desk">
        <div class="pane nobody">
          <EmptyState icon="inbox" title={t("simulator.desk")}>
            <p>{t("simulator.desk.empty", { name: firstNameOf(sim.person) })}</p>
          </EmptyState>
        </div>
      </div>
    );
  }
  return (
    <div
      id="case"
      class="case sim-desk"
      hx-get={`/tickets/${sim.ticket}?view=all`}
      hx-trigger="intersect once"
      hx-swap="innerHTML ignoreTitle:true"
    />
  );
}

/** What may have changed: the answer to every tap and every live event. */
export function SimulatorParts({
  t,
  sim,
  shown,
}: {
  t: Translate;
  sim: Simulation;
  shown: number | null;
}) {
  return (
    <>
      <Part target="#sim-steps">
        <Steps t={t} sim={sim} />
      </Part>
      <Part target="#sim-fault-notice">
        <FaultNotice t={t} sim={sim} />
      </Part>
      <Part target="#sim-people">
        <People t={t} sim={sim} />
      </Part>
      <Part target="#sim-chat">
        <Chat t={t} sim={sim} />
      </Part>
      <Part target="#sim-bot">
        <BotVersion t={t} sim={sim} />
      </Part>
      <Part target="#sim-faults">
        <Faults t={t} sim={sim} />
      </Part>
      {shown !== sim.ticket && <TicketParts t={t} sim={sim} />}
    </>
  );
}

function TicketParts({ t, sim }: { t: Translate; sim: Simulation }) {
  return (
    <>
      <hx-partial hx-target="#sim-context" hx-swap="outerHTML">
        <Context sim={sim} />
      </hx-partial>
      <hx-partial hx-target="#sim-open" hx-swap="outerHTML">
        <OpenInbox t={t} sim={sim} />
      </hx-partial>
      <hx-partial hx-target="#case" hx-swap="outerHTML">
        <DeskPane t={t} sim={sim} />
      </hx-partial>
    </>
  );
}
