/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { Button, IconButton } from "../ui/button.tsx";
import type { IconName } from "../ui/icon.tsx";
import { idOf, type StepForm } from "./step-atoms.tsx";

/** For a button that changes the rows of the form: the form goes and the step comes back. */
function editing(
  { address, focus }: Pick<StepForm, "address" | "focus">,
  edit: string,
  name: string,
) {
  return {
    id: idOf(name),
    type: "submit" as const,
    name: "edit",
    value: edit,
    autofocus: focus === name,
    "hx-post": address,
    "hx-vals": JSON.stringify({ edit }),
    "hx-target": "#flow-editor",
    "hx-swap": "outerHTML",
    "hx-sync": "closest form:replace",
  };
}

export function AddRow({
  form,
  edit,
  name = edit,
  children,
}: {
  form: StepForm;
  edit: string;
  name?: string;
  children: ComponentChildren;
}) {
  return (
    <p>
      <Button tone="quiet" icon="plus" {...editing(form, edit, name)}>
        {children}
      </Button>
    </p>
  );
}

export function RowButton({
  form,
  edit,
  icon,
  label,
  isDisabled,
  class: extra,
}: {
  form: StepForm;
  edit: string;
  icon: IconName;
  label: string;
  isDisabled?: boolean;
  class?: string;
}) {
  return (
    <IconButton
      {...editing(form, edit, edit.replaceAll(" ", "-"))}
      icon={icon}
      label={label}
      disabled={isDisabled}
      class={extra}
    />
  );
}
