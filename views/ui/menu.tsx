/** @jsxImportSource preact */
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

interface MenuProps {
  id: string;
  label: string;
  icon: IconName;
  /** Shown beside the icon where there is room. */
  text?: string;
  children: ComponentChildren;
  /** For the keyboard map in app.js, such as "snooze". */
  action?: string;
  class?: string;
}

/** A button that opens a panel: works without script; app.js closes it on Escape and outside clicks. */
export function Menu({ id, label, icon, text, children, action, class: extra }: MenuProps) {
  return (
    <details class={extra ? `menu ${extra}` : "menu"} id={id} data-action={action}>
      <summary class={text ? "button quiet" : "icon-button quiet"} aria-label={label} title={label}>
        <Icon name={icon} />
        {text && <span>{text}</span>}
      </summary>
      <div class="menu-panel">
        <p class="menu-title">{label}</p>
        {children}
      </div>
    </details>
  );
}

type ItemProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "class"> & {
  icon?: IconName;
  children: ComponentChildren;
  hint?: ComponentChildren;
  isChosen?: boolean;
  tone?: "danger";
};

/** One thing to do in a menu. */
export function MenuItem({ icon, children, hint, isChosen, tone, ...rest }: ItemProps) {
  return (
    <button
      {...rest}
      type="button"
      class={tone ? `menu-item ${tone}` : "menu-item"}
      aria-pressed={isChosen}
    >
      {icon && <Icon name={icon} />}
      <span class="grow">{children}</span>
      {hint && <small>{hint}</small>}
      {isChosen && <Icon name="check" />}
    </button>
  );
}
