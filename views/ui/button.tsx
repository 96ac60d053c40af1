/** @jsxImportSource preact */
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Tone = "primary" | "plain" | "quiet" | "danger";
type Attributes = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  "class" | "icon" | "size" | "label" | "type"
>;

interface ButtonProps extends Attributes {
  children?: ComponentChildren;
  tone?: Tone;
  icon?: IconName;
  type?: "button" | "submit";
  name?: string;
  value?: string;
  class?: string;
}

/** A button with words; `tone` says how loud it is. */
export function Button({
  children,
  tone = "plain",
  icon,
  type = "button",
  class: extra,
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} class={`button ${tone}${extra ? ` ${extra}` : ""}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Attributes {
  icon: IconName;
  /** What it does, in words: its accessible name and tooltip. */
  label: string;
  type?: "button" | "submit";
  tone?: Tone;
  class?: string;
}

/** A round button that shows an icon only. */
export function IconButton({
  icon,
  label,
  type = "button",
  tone = "quiet",
  class: extra,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`icon-button ${tone}${extra ? ` ${extra}` : ""}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  children: ComponentChildren;
  tone?: Tone;
  icon?: IconName;
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ href, children, tone = "plain", icon }: ButtonLinkProps) {
  return (
    <a href={href} class={`button ${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}

/** The same for an icon alone. */
export function IconLink({ href, icon, label }: { href: string; icon: IconName; label: string }) {
  return (
    <a class="icon-button quiet" href={href} aria-label={label} title={label}>
      <Icon name={icon} />
    </a>
  );
}

interface BackLinkProps {
  href: string;
  isPhoneOnly?: boolean;
  children: ComponentChildren;
}

/** One level up; on a phone also by Escape (app.js). */
export function BackLink({ href, isPhoneOnly, children }: BackLinkProps) {
  return (
    <a class={isPhoneOnly ? "back-link only-phone" : "back-link"} href={href} data-back>
      <Icon name="back" />
      {children}
    </a>
  );
}

interface MoveButtonProps {
  id?: string;
  /** Of the thing in the list. */
  address: string;
  label: string;
  direction: "up" | "down";
  isDisabled: boolean;
}

/** One place up or down in a list; the answer brings the list. */
export function MoveButton({ id, address, label, direction, isDisabled }: MoveButtonProps) {
  return (
    <IconButton
      id={id}
      icon="chevron"
      class={`turn-${direction}`}
      label={label}
      disabled={isDisabled}
      hx-put={`${address}/position`}
      hx-vals={JSON.stringify({ direction })}
      hx-swap="none"
    />
  );
}
