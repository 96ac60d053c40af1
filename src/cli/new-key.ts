import { systemClock } from "../clock.ts";
import { runAs } from "../db/actor.ts";
import { migrate } from "../db/migrate.ts";
import { openStore } from "../db/open.ts";
import { replaceKey } from "../proof/replace-key.ts";
import { openSecrets } from "../settings/secrets.ts";
import { type Command, print, requireText } from "./command.ts";

export const consentNewKey: Command = {
  name: "consent new-key",
  summary:
    "For a desk whose secret is lost: its logs go on under a new key. The former key proves what was signed before: tell your auditors. Sealed tokens and passwords have to be entered again, and erased people are no longer known by the list of numbers never to write to.",
  options: { reason: { type: "string" }, json: { type: "boolean" } },
  help: { reason: "why; it stands in the audit log", json: "print JSON" },
  run: async (config, values) => {
    const reason = requireText(values, "reason");
    await migrate(config.dataFile);
    // Not by openRecado, which refuses a folder that was made with another secret.
    const store = openStore(config.dataFile);
    try {
      const { signer, checkpoint } = await runAs(
        { type: "command-line", id: null, address: null },
        () =>
          store.write((tx) =>
            replaceKey(tx, openSecrets(config), reason, systemClock(config.nowOffset).now()),
          ),
      );
      const said = { log: signer.logId, key: signer.fingerprint, checkpoint: checkpoint.id };
      print(
        values.json ? JSON.stringify(said) : `log         ${said.log}\npublic key  ${said.key}`,
      );
    } finally {
      await store.close();
    }
  },
};
