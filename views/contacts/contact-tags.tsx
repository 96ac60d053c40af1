/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Suggestions } from "../ui/field.tsx";
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
    <section
      id="contact-tags"
      class="panel"
      aria-labelledby="tags-title"
      hx-target:inherited="#contact-tags"
      hx-swap:inherited="outerHTML"
    >
      <h2 id="tags-title">{t("contacts.tags")}</h2>
      {tags.length === 0 ? (
        <p class="hint">{t("contacts.tags.none")}</p>
      ) : (
        <ul class="tags">
          {tags.map((tag) => (
            <ContactTag key={tag} t={t} tag={tag} action={action} />
          ))}
        </ul>
      )}
      <form class="inline-form" method="post" action={action} hx-post={action}>
        <TagInput t={t} knownTags={knownTags} />
        <Button type="submit">{t("contacts.add")}</Button>
      </form>
    </section>
  );
}

function ContactTag({ t, tag, action }: { t: Translate; tag: string; action: string }) {
  return (
    <li class="tag">
      <span dir="auto">{tag}</span>
      <button
        type="button"
        aria-label={t("contacts.tags.remove", { tag })}
        hx-delete={`${action}?tag=${encodeURIComponent(tag)}`}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function TagInput({ t, knownTags }: Pick<TagsProps, "t" | "knownTags">) {
  return (
    <>
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
      <Suggestions id="known-tags" values={knownTags} />
    </>
  );
}
