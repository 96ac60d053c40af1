import type { Flow, Step } from "./flow.ts";
import { type FlowSayer, sayStep } from "./say-step.ts";
import { withSlots } from "./step-slots.ts";

const MOST_TOLD = 12;

/** What is different from the version before, in words. */
export function flowDifferences(flow: Flow, before: Flow | null, sayer: FlowSayer): string[] {
  const { t } = sayer;
  if (!before) return [t("flows.change.first", { n: flow.steps.length })];
  const told = [...stepDifferences(flow, before, sayer), ...wholeDifferences(flow, before, sayer)];
  if (told.length <= MOST_TOLD) return told;
  return [...told.slice(0, MOST_TOLD), t("flows.change.more", { n: told.length - MOST_TOLD })];
}

function stepDifferences(flow: Flow, before: Flow, sayer: FlowSayer): string[] {
  const { t } = sayer;
  const [now, then] = [byId(flow), byId(before)];
  const said = (step: Step) => ({ title: sayStep(step, sayer) });
  const changed = flow.steps.flatMap((step) => {
    const old = then.get(step.id);
    if (!old) return [t("flows.change.added", said(step))];
    if (Bun.deepEquals(step, old)) return [];
    const isOnlyLed = Bun.deepEquals(withoutWays(step), withoutWays(old));
    return [t(isOnlyLed ? "flows.change.led" : "flows.change.changed", said(step))];
  });
  const removed = before.steps
    .filter(({ id }) => !now.has(id))
    .map((step) => t("flows.change.removed", said(step)));
  return [...changed, ...removed];
}

function wholeDifferences(flow: Flow, before: Flow, sayer: FlowSayer): string[] {
  const { t } = sayer;
  const first = byId(flow).get(flow.start);
  const frameOf = ({ constants, timeoutMinutes, timeoutText }: Flow) => [
    constants ?? {},
    timeoutMinutes,
    timeoutText ?? {},
  ];
  const isFramed = !Bun.deepEquals(frameOf(flow), frameOf(before));
  return [
    ...(flow.start !== before.start && first
      ? [t("flows.change.start", { title: sayStep(first, sayer) })]
      : []),
    ...(isFramed ? [t("flows.change.settings")] : []),
    ...(isReordered(flow, before) ? [t("flows.change.order")] : []),
  ];
}

function isReordered(flow: Flow, before: Flow): boolean {
  const [now, then] = [byId(flow), byId(before)];
  const kept = flow.steps.map(({ id }) => id).filter((id) => then.has(id));
  return (
    kept.join() !==
    before.steps
      .map(({ id }) => id)
      .filter((id) => now.has(id))
      .join()
  );
}

function byId({ steps }: Flow): Map<string, Step> {
  return new Map(steps.map((step) => [step.id, step]));
}

function withoutWays(step: Step): Step {
  return withSlots(step, () => null);
}
