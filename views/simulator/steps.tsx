/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Simulation } from "./types.ts";

interface Step {
  label: TextKey;
  isDone: boolean;
  href: string;
}

/** The first run in four steps; on a phone only the next one. */
export function Steps({ t, sim }: { t: Translate; sim: Simulation }) {
  if (!sim.checklist) return <div id="sim-steps" class="sim-steps" hidden />;
  const steps = stepsOf(sim);
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <section id="sim-steps" class="sim-steps" aria-label={t("simulator.steps")}>
      {next < 0 ? (
        <p class="sim-all-done">
          <Icon name="check" />
          {t("simulator.steps.all")}
        </p>
      ) : (
        <ol>
          {steps.map((step, index) => (
            <li key={step.label} class={index === next ? "is-next" : undefined}>
              <StepLink t={t} step={step} number={index + 1} />
            </li>
          ))}
        </ol>
      )}
      <IconButton
        icon="close"
        label={t("simulator.steps.dismiss")}
        hx-delete="/simulator/checklist"
      />
    </section>
  );
}

function StepLink({ t, step, number }: { t: Translate; step: Step; number: number }) {
  return (
    <a class={step.isDone ? "sim-step is-done" : "sim-step"} href={step.href}>
      <span class="sim-step-mark" aria-hidden="true">
        {step.isDone ? <Icon name="check" /> : number}
      </span>
      {t(step.label)}
      {step.isDone && <span class="sr-only">{t("simulator.step.done")}</span>}
    </a>
  );
}

function stepsOf({ checklist, ticket }: Simulation): Step[] {
  return [
    { label: "simulator.step.message", isDone: !!checklist?.hasMessage, href: "#sim-text" },
    {
      label: "simulator.step.answer",
      isDone: !!checklist?.hasAnswer,
      href: ticket ? `/tickets/${ticket}` : "#sim-text",
    },
    { label: "simulator.step.rule", isDone: !!checklist?.hasRule, href: "/bot" },
    { label: "simulator.step.channel", isDone: !!checklist?.hasChannel, href: "/settings/channel" },
  ];
}
