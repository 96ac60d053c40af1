/** @jsxImportSource preact */
import { NextField, Pick, type StepForm } from "./step-atoms.tsx";

/** How often it asks again, and where it goes then. */
export function RetryFields({
  form,
  step,
}: {
  form: StepForm;
  step: { retries: number; otherwise: string | null };
}) {
  const { t } = form;
  return (
    <div class="flow-pair">
      <Pick
        form={form}
        name="retries"
        label={t("flows.retries")}
        value={String(step.retries)}
        choices={[0, 1, 2, 3, 4, 5].map((n) => ({
          value: String(n),
          label: t("flows.retries.n", { n }),
        }))}
      />
      <NextField
        form={form}
        name="otherwise"
        label={t("flows.otherwise")}
        next={step.otherwise}
        end={t("flows.person")}
      />
    </div>
  );
}
