import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { examineConsent } from "../../src/consent-exports/examine-consent.ts";
import { signEnd } from "../../src/consent-exports/sign-end.ts";
import { verifyExport } from "../../src/consent-exports/verify-export.ts";
import { writeExport } from "../../src/consent-exports/write-export.ts";
import { openStore } from "../../src/db/open.ts";
import { makeCheckpoint } from "../../src/proof/checkpoints.ts";
import { findLogFault } from "../../src/proof/find-log-fault.ts";
import { replaceKey } from "../../src/proof/replace-key.ts";
import { closeRecado, openRecado, type Recado } from "../../src/recado.ts";
import { openSecrets } from "../../src/settings/secrets.ts";
import { newFolder, removeFolder } from "../bench/processes.ts";

const NOW = Date.UTC(2026, 10, 21);

const append = (recado: Recado) =>
  recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: NOW,
      },
      NOW,
    ),
  );

test("a desk whose secret is lost is refused in words, and goes on under a new key without losing what was proved", async () => {
  const folder = newFolder();
  const withKey = (key: string) =>
    loadConfig({
      RECADO_DATA_DIR: folder,
      RECADO_SECRET_KEY: key,
      RECADO_LOG_LEVEL: "error",
    });
  const before = await openRecado(withKey("the first secret"));
  await before.write((tx) =>
    tx
      .insertInto("contacts")
      .values({
        name: "Bruno",
        name_folded: "bruno",
        phone: "+5511987654321",
        wa_id: null,
        user_id: null,
        username: null,
        language: null,
        blocked_at: null,
        value: null,
        timezone: null,
        manager_id: null,
        restricted_at: null,
        created_at: NOW,
        updated_at: NOW,
      })
      .execute(),
  );
  await append(before);
  await before.write((tx) => makeCheckpoint(tx, before.signer, "daily", NOW));
  await closeRecado(before);

  const other = withKey("another secret");
  await expect(openRecado(other)).rejects.toThrow("recado consent new-key");

  const store = openStore(other.dataFile);
  await store.write((tx) => replaceKey(tx, openSecrets(other), "secret lost in a move", NOW));
  await store.close();

  const after = await openRecado(other);
  await append(after);
  expect(after.signer.former).toEqual([
    { logId: before.signer.logId, publicKey: before.signer.publicKey },
  ]);
  expect(await findLogFault(after.db, after.signer)).toBeUndefined();
  const { head, findings } = await examineConsent(after.db, after.signer);
  expect(findings).toEqual([]);
  const end = await after.write((tx) => signEnd(tx, after.signer, head, NOW));
  const path = join(folder, "export.zip");
  const who = { madeBy: "Ana", business: "Loja Azul", language: "en" as const };
  await writeExport(after, { filter: {}, reason: "audit", ...who, now: NOW }, end, path);
  expect(await verifyExport(path)).toMatchObject({
    ok: true,
    records: 2,
    key: after.signer.fingerprint,
  });
  await closeRecado(after);
  removeFolder(folder);
});
