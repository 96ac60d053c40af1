/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Composer } from "./composer-types.ts";

/** A note for the team: as yellow while it is written as when it is there. */
export function NoteForm({ t, composer }: { t: Translate; composer: Composer }) {
  const base = `/tickets/${composer.number}`;
  return (
    <form
      id="note-form"
      class="note-form"
      method="post"
      action={`${base}/notes`}
      hx-post={`${base}/notes`}
      hx-swap="none"
      hx-sync="this:drop"
      hx-include=".tail-state"
      hx-morph-skip
    >
      <MentionList people={composer.people} />
      <textarea
        id="note-text"
        name="text"
        class="composer-text"
        rows={2}
        dir="auto"
        required
        placeholder={t("composer.write-note")}
        aria-label={t("composer.note")}
        aria-controls="mention-list"
        hx-put={`${base}/draft`}
        hx-vals='{"kind":"note"}'
        hx-trigger="input changed throttle:1500ms"
        hx-swap="none"
      >
        {composer.noteDraft}
      </textarea>
      <p class="note-form-foot">
        <Icon name="lock" />
        <span class="grow">{t("note.private")}</span>
        <Button type="submit" tone="primary">
          {t("composer.save-note")}
        </Button>
      </p>
    </form>
  );
}

/** Shown by composer.js after "@". */
function MentionList({ people }: Pick<Composer, "people">) {
  return (
    <ul class="suggestions" id="mention-list" role="listbox" aria-label="@" hidden>
      {people.map((person) => (
        <li
          key={person.id}
          role="option"
          aria-selected="false"
          id={`mention-${person.id}`}
          data-insert={`@${person.name} `}
          data-word={person.name}
        >
          {person.name}
        </li>
      ))}
    </ul>
  );
}
