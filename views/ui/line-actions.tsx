/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { TextKey, Translate } from "../i18n.ts";
import { IconButton, IconLink, MoveButton } from "./button.tsx";

interface LineActionsProps {
  t: Translate;
  /** Of the thing, for the names of its buttons. */
  name: string;
  /** Its page; a DELETE there takes it away, a PUT to `/position` moves it. */
  address: string;
  /** Whose focus is kept when the list is swapped: `<id>-up`, `<id>-down`. */
  id?: string;
  /** Where it stands among the others; null: it can't be moved now. */
  place: { isFirst: boolean; isLast: boolean } | null;
  /** Texts with `{name}`; without `delete` it stays. */
  labels: { up: TextKey; down: TextKey; edit: TextKey; delete?: TextKey };
  /** What else can be done, before "edit". */
  children?: ComponentChildren;
}

/** What can be done with one line of a list that is in an order: up, down, edit, delete. */
export function LineActions({ t, name, address, id, place, labels, children }: LineActionsProps) {
  return (
    <div class="line-actions">
      {place && (
        <>
          <MoveButton
            id={id && `${id}-up`}
            address={address}
            direction="up"
            label={t(labels.up, { name })}
            isDisabled={place.isFirst}
          />
          <MoveButton
            id={id && `${id}-down`}
            address={address}
            direction="down"
            label={t(labels.down, { name })}
            isDisabled={place.isLast}
          />
        </>
      )}
      {children}
      <IconLink icon="edit" href={address} label={t(labels.edit, { name })} />
      {labels.delete && (
        <IconButton
          icon="trash"
          label={t(labels.delete, { name })}
          hx-delete={address}
          hx-swap="none"
        />
      )}
    </div>
  );
}
