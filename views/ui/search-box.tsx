/** @jsxImportSource preact */
import { Icon } from "./icon.tsx";

interface SearchBoxProps {
  /** The page itself: without script it is asked with `?q=`. */
  action: string;
  /** What the answer replaces as one types. */
  target: string;
  label: string;
  value: string;
  autofocus?: boolean;
}

/** The one search field of a page; the address keeps the words. */
export function SearchBox({ action, target, label, value, autofocus }: SearchBoxProps) {
  return (
    <form class="search-box" action={action} role="search">
      <Icon name="search" />
      <input
        type="search"
        id="search-input"
        name="q"
        value={value}
        placeholder={label}
        aria-label={label}
        autocomplete="off"
        autofocus={autofocus}
        enterkeyhint="search"
        hx-get={action}
        hx-trigger="input changed delay:150ms"
        hx-target={target}
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-replace-url="true"
      />
    </form>
  );
}
