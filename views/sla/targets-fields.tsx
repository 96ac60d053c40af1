/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type DraftErrors, metrics, priorityOrder, type TargetTexts } from "./types.ts";

interface TargetsProps {
  t: Translate;
  targets: TargetTexts;
  errors: DraftErrors;
}

/** How long each promise may take, by priority: a table that folds into four short rows on a phone. */
export function TargetsFields({ t, targets, errors }: TargetsProps) {
  return (
    <div class="targets">
      {metrics.map((metric) => (
        <fieldset key={metric} class="target">
          <legend>{t(`sla.metric.${metric}`)}</legend>
          <small class="hint" id={`target-${metric}-hint`}>
            {t(`sla.metric.${metric}.hint`)}
          </small>
          <div class="target-cells">
            {priorityOrder.map((priority) => (
              <Cell
                key={priority}
                id={`target.${metric}.${priority}`}
                label={t(`priority.${priority}`)}
                value={targets[metric][priority]}
                describedBy={`target-${metric}-hint`}
                isWrong={errors[`target.${metric}.${priority}`] !== undefined}
              />
            ))}
          </div>
          {priorityOrder.map((priority) => {
            const id = `target.${metric}.${priority}`;
            return (
              errors[id] && (
                <small key={id} id={`${id}-error`} class="error" role="alert">
                  {t(`priority.${priority}`)}: {errors[id]}
                </small>
              )
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

interface CellProps {
  id: string;
  label: string;
  value: string;
  describedBy: string;
  isWrong: boolean;
}

function Cell({ id, label, value, describedBy, isWrong }: CellProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        class="input"
        id={id}
        name={id}
        value={value}
        maxLength={20}
        autocomplete="off"
        aria-describedby={isWrong ? `${id}-error` : describedBy}
        aria-invalid={isWrong ? "true" : undefined}
      />
    </label>
  );
}
