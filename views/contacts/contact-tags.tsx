/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

interface TagsProps {
  t: Translate;
  id: number;
  tags: string[];
  knownTags: string[];
}

/** The contact's tags, each with its way out, and one more. A swap target of its own. */
export function ContactTags({ t, id, tags, knownTags }: TagsProps) {
  const action = `/contacts/${id}/tags`;
  return (
    <section id="contact-tags" class="panel" aria-labelledby="tags-title">
      <h2 id="tags-title">{t("contacts.tags")}</h2>
      {tags.length === 0 ? (
        <p class="hint">{t("contacts.tags.none")}</p>
      ) : (
        <ul class="tags">
          {tags.map((tag) => (
            <li key={tag} class="tag">
              <span dir="auto">{tag}</span>
              <button
                type="button"
                aria-label={t("contacts.tags.remove", { tag })}
                hx-delete={`${action}?tag=${encodeURIComponent(tag)}`}
                hx-target="#contact-tags"
                hx-swap="outerHTML"
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="inline-form"
        method="post"
        action={action}
        hx-post={action}
        hx-target="#contact-tags"
        hx-swap="outerHTML"
      >
        <input
          class="input"
          name="tag"
          list="known-tags"
          maxLength={40}
          required
          placeholder={t("contacts.tags.add")}
          aria-label={t("contacts.tags.add")}
          autocomplete="off"
          enterkeyhint="done"
        />
        <datalist id="known-tags">
          {knownTags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <Button type="submit">{t("contacts.add")}</Button>
      </form>
    </section>
  );
}
