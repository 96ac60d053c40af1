/** @jsxImportSource preact */
import { Icon } from "./icon.tsx";

interface PaginationProps {
  label: string;
  newer?: { href: string; label: string };
  older?: { href: string; label: string };
}

/** Pages run by key, so there are only neighbours: no numbers, no last page. */
export function Pagination({ label, newer, older }: PaginationProps) {
  if (!newer && !older) return null;
  return (
    <nav class="pagination" aria-label={label}>
      {newer && (
        <a class="button plain" href={newer.href} rel="prev">
          <Icon name="chevron" class="turn-back" />
          <span>{newer.label}</span>
        </a>
      )}
      {older && (
        <a class="button plain" href={older.href} rel="next">
          <span>{older.label}</span>
          <Icon name="chevron" class="turn-on" />
        </a>
      )}
    </nav>
  );
}
