/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { Dialog } from "./dialog.tsx";

/** The keyboard map as people read it; static/app.js is where it works. */
const groups: { title: TextKey; keys: [string[], TextKey][] }[] = [
  {
    title: "keys.group.list",
    keys: [
      [["j", "k"], "keys.move"],
      [["Enter"], "keys.open"],
      [["Esc"], "keys.back"],
      [["/"], "keys.search"],
      [["Shift", "J"], "keys.next"],
      [["x"], "keys.select"],
      [["Shift", "X"], "keys.select-range"],
    ],
  },
  {
    title: "keys.group.ticket",
    keys: [
      [["r"], "keys.reply"],
      [["n"], "keys.note-key"],
      [["a"], "keys.assign"],
      [["m"], "keys.take"],
      [["l"], "keys.label"],
      [["s"], "keys.snooze"],
      [["e"], "keys.resolve"],
      [["Shift", "E"], "keys.resolve-next"],
      [["u"], "keys.unread"],
    ],
  },
  {
    title: "keys.group.write",
    keys: [
      [["/"], "keys.quick"],
      [["Alt", "1…9"], "keys.quick-number"],
      [["Enter"], "keys.send"],
      [["Shift", "Enter"], "keys.line"],
    ],
  },
  {
    title: "keys.group.go",
    keys: [
      [["Ctrl/⌘", "K"], "keys.palette"],
      [["g", "i"], "keys.go-inbox"],
      [["g", "m"], "keys.go-mine"],
      [["?"], "keys.help"],
    ],
  },
];

export function KeyboardHelp({ t }: { t: Translate }) {
  return (
    <Dialog id="keyboard-help" title={t("keys.title")} closeLabel={t("ui.close")}>
      <div class="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.keys.map(([keys, label]) => (
                <div key={label}>
                  <dt>{t(label)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="hint">{t("keys.note")}</p>
    </Dialog>
  );
}
