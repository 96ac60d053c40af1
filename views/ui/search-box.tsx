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
  /** What the address keeps besides the words. */
  kept?: Record<string, string>;
}

/** The one search field of a page; the address keeps the words. */
export function SearchBox({ action, target, label, value, autofocus, kept }: SearchBoxProps) {
  return (
    <form class="search-box" action={action} role="search">
      <Icon name="search" />
      {Object.entries(kept ?? {}).map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
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
        hx-include={kept && "closest form"}
        hx-replace-url="true"
      />
    </form>
  );
}
