import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { examineConsent } from "../../src/consent-exports/examine-consent.ts";
import { verifyExport } from "../../src/consent-exports/verify-export.ts";
import { hasPython, script } from "../consent-exports/round-trip.ts";
import { brokenCopy, countOf, patience, report, root } from "./battery.ts";
import {
  type Accepts,
  type Examine,
  setStage,
  type Stage,
  tryDataFiles,
  tryExports,
  tryFlips,
} from "./consent-tampering.ts";
import { tamperKinds } from "./tamper-export.ts";
import { tamperLogKinds } from "./tamper-log.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const byRecado: Accepts = async (path, key) => (await verifyExport(path, { key })).ok;
const byScript =
  (file: string): Accepts =>
  (path, key) =>
    Bun.spawnSync(["python3", file, path, "--key", key]).exitCode === 0;
const byPython = byScript(script);

const exports = countOf(500, tamperKinds);
const flips = countOf(200, 10);
const dataFiles = countOf(300, tamperLogKinds);

test(
  "a changed export is found by plain python, and by recado",
  async () => {
    expect(await byRecado(stage.path, stage.key)).toBe(true);
    const ours = await tryExports(stage, exports, byRecado);
    const flipped = await tryFlips(stage, flips, byRecado);
    report("7 exports, by recado", {
      tried: ours.tried + flipped.tried,
      missed: ours.missed.length + flipped.missed.length,
    });
    expect([...ours.missed, ...flipped.missed]).toEqual([]);
    if (!hasPython) return;
    expect(await byPython(stage.path, stage.key)).toBe(true);
    const theirs = await tryExports(stage, exports, byPython);
    const theirFlips = await tryFlips(stage, flips, byPython);
    report("7 exports, by verify.py", {
      tried: theirs.tried + theirFlips.tried,
      missed: theirs.missed.length + theirFlips.missed.length,
    });
    expect([...theirs.missed, ...theirFlips.missed]).toEqual([]);
  },
  2 * patience,
);

test(
  "a changed data file is found before anything is signed, and in an export of it as it is",
  async () => {
    const examine: Examine = (db, signer) => examineConsent(db, signer);
    const whole = await examineConsent(stage.desk.recado.db, stage.desk.recado.signer);
    expect(whole.findings).toEqual([]);
    const accepts = hasPython ? byPython : byRecado;
    const { examined, exported } = await tryDataFiles(stage, dataFiles, examine, accepts);
    report("7 data files", {
      tried: examined.tried,
      missed: examined.missed.length,
      exported: exported.tried,
      "missed there": exported.missed.length,
    });
    expect(examined.missed).toEqual([]);
    expect(exported.missed).toEqual([]);
  },
  2 * patience,
);

test(
  "checks that look away are caught: each of these harnesses can fail",
  async () => {
    const broken = brokenCopy(
      {
        file: "src/consent-exports/verify-export.ts",
        replace: /await checkSums\(zip, names, pem, problems\);/,
        by: "",
      },
      {
        file: "src/consent-exports/examine-log.ts",
        replace: /if \(!signed \|\| !fits \|\| /,
        by: "if (false && ",
      },
    );
    try {
      for (const part of ["test/support", "test/trust", "test/consent-exports", "test/payloads"])
        cpSync(join(root, part), join(broken.root, part), { recursive: true });
      const run = Bun.spawn([process.execPath, "test/trust/consent-tampering.ts"], {
        cwd: broken.root,
        stdout: "pipe",
        stderr: "inherit",
      });
      const missed = JSON.parse(await new Response(run.stdout).text()) as Record<string, string[]>;
      report("7 broken on purpose", {
        "exports missed": missed.exports?.length,
        "data files missed": missed.dataFiles?.length,
      });
      expect(missed.exports?.length).toBeGreaterThan(1);
      expect(missed.dataFiles).toContain("the newest record written anew, tree and all");
      if (!hasPython) return;
      const file = join(broken.root, "verify.py");
      const text = readFileSync(script, "utf8");
      writeFileSync(file, text.replace("check_sums(archive, names, key)\n        try", "try"));
      expect(readFileSync(file, "utf8")).not.toBe(text);
      const blindScript = await tryExports(stage, tamperKinds, byScript(file));
      expect(blindScript.missed.length).toBeGreaterThan(1);
    } finally {
      broken.remove();
    }
  },
  2 * patience,
);
