/** @jsxImportSource preact */
import { splitMentions } from "../../src/inbox/note-text.ts";
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import type { NoteEntry } from "./types.ts";

/** What the team says among itself; yellow, so that nobody mistakes it for an answer. */
export function Note({ t, number, note }: { t: Translate; number: number; note: NoteEntry }) {
  return (
    <div class="note" id={`note-${note.id}`}>
      <p class="note-head">
        <Icon name="lock" label={t("note.private")} />
        <strong>{note.author}</strong>
        <span>{t("note.label")}</span>
        <Time time={note.time} />
      </p>
      {note.lines.map((line) =>
        line.item ? (
          <label key={line.index} class={line.done ? "note-item is-done" : "note-item"}>
            <input
              type="checkbox"
              name="done"
              value="1"
              checked={line.done}
              hx-put={`/tickets/${number}/notes/${note.id}/items/${line.index}`}
            />
            <span dir="auto">
              <Mentions text={line.text} people={note.people} />
            </span>
          </label>
        ) : (
          <p key={line.index} dir="auto">
            <Mentions text={line.text} people={note.people} />
          </p>
        ),
      )}
    </div>
  );
}

function Mentions({ text, people }: { text: string; people: readonly string[] }) {
  return (
    <>
      {splitMentions(text, people).map((part, index) =>
        part.isMention ? <mark key={index}>{part.text}</mark> : part.text,
      )}
    </>
  );
}
