/** @jsxImportSource preact */
import type {
  ComponentChildren,
  InputHTMLAttributes,
  LooseInputHTMLAttributes,
  TextareaHTMLAttributes,
} from "preact";

interface Labelled {
  /** Also the `name` where none is given. */
  id: string;
  label: string;
  hint?: string;
  error?: string;
}

type InputType =
  | "text"
  | "email"
  | "password"
  | "tel"
  | "number"
  | "search"
  | "url"
  | "time"
  | "date"
  | "datetime-local";
type InputProps = Omit<LooseInputHTMLAttributes, "id" | "label" | "class" | "role" | "type"> &
  Labelled & { type?: InputType; list?: string };

/** A text input with its label, hint and error tied to it. */
export function Field({ id, label, hint, error, ...input }: InputProps) {
  // Preact ties `role` to `type`; we have taken `role` away, which it cannot see.
  const attributes = input as InputHTMLAttributes;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        {...attributes}
        id={id}
        name={input.name ?? id}
        class="input"
        {...describedBy(id, hint, error)}
      />
    </FieldFrame>
  );
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | "label" | "class"> &
  Labelled;

/** Several lines of text. */
export function TextArea({ id, label, hint, error, ...area }: AreaProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        {...area}
        id={id}
        name={area.name ?? id}
        class="input"
        {...describedBy(id, hint, error)}
      />
    </FieldFrame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

interface SelectProps extends Labelled {
  name?: string;
  choices: readonly Choice[];
  value?: string | null;
  required?: boolean;
}

/** One of a few. */
export function Select({ id, label, hint, error, choices, value, name, required }: SelectProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name ?? id}
        class="input"
        required={required}
        {...describedBy(id, hint, error)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface CheckboxProps {
  id: string;
  name?: string;
  value?: string;
  label: string;
  hint?: string;
  checked?: boolean;
}

/** On or off. */
export function Checkbox({ id, name, value = "1", label, hint, checked }: CheckboxProps) {
  return (
    <label class="check" for={id}>
      <input
        type="checkbox"
        id={id}
        name={name ?? id}
        value={value}
        checked={checked}
        {...describedBy(id, hint)}
      />
      <span>
        {label}
        {hint && (
          <small id={`${id}-hint`} class="hint">
            {hint}
          </small>
        )}
      </span>
    </label>
  );
}

/** Label, control, hint and error, as one. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  children,
}: Labelled & { children: ComponentChildren }) {
  return (
    <div class={error ? "field has-error" : "field"}>
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <small id={`${id}-hint`} class="hint">
          {hint}
        </small>
      )}
      {error && (
        <small id={`${id}-error`} class="error">
          {error}
        </small>
      )}
    </div>
  );
}

/** For the control inside a FieldFrame. */
export function describedBy(id: string, hint?: string, error?: string) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    "aria-describedby": ids || undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
}

/** What an input with `list={id}` suggests. */
export function Suggestions({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
